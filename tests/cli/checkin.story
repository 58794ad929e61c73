# The check-in: plain questions, one at a time; each answer is kept at once, and what was answered does not come again.
@ 2026-11-20T09:00:00Z
file start.txt
4
2
rather a lot
0

no
no
stop
end
file rest.txt
1
no
no
no
no
no
no
no
end
file tomorrow.txt
11
5

0
0
30 31 30.5
could not
end
file german.txt
6
3
0
0
ging nicht
ende
end
file choking.txt
3
3
0
0


no
no
yes
end
$ myotrend patient add P7 --sex female --birth 1971 --zone Europe/London
added P7  female, born 1971, Europe/London
$ myotrend due
tiredness                               now, for the first time
muscle pain                             now, for the first time
cramps                                  now, for the first time
twitches                                now, for the first time
slurred speech                          now, for the first time
trouble swallowing                      now, for the first time
choking                                 now, for the first time
a weak neck or dropping head            now, for the first time
clumsy hands                            now, for the first time
a foot that drops                       now, for the first time
falls or trips                          now, for the first time
breathlessness lying flat               now, for the first time
morning headache or daytime sleepiness  now, for the first time
More tests than these tell nothing new.
$ myotrend checkin < start.txt
Press Enter to skip a question; type stop to leave. Each answer is kept at once.
1/13  How tired are you today, from 0 (not at all) to 10 (as bad as it can be)? 
2/13  How much do your muscles hurt today, from 0 to 10? 
3/13  Cramps today: how bad, from 0 (none) to 10? 
     Please type a number. If you tried and could not, type: could not. Enter skips the question.
3/13  Cramps today: how bad, from 0 (none) to 10? 
4/13  Twitches today: how much, from 0 (none) to 10? 
5/13  Has your speech become slurred, or do others say so? 
6/13  Has it become hard to swallow food or drink? 
7/13  Do you now often choke on food or drink? 
All right. Your answers are kept; go on when you like.
@ 2026-11-20T10:00:00Z
$ myotrend checkin < rest.txt
Press Enter to skip a question; type stop to leave. Each answer is kept at once.
1/8  Twitches today: how much, from 0 (none) to 10? 
2/8  Do you now often choke on food or drink? 
3/8  Is it hard to hold your head up? 
4/8  Have buttons, keys or a pen become harder to handle? 
5/8  Does a foot drag or drop when you walk? 
6/8  Have you tripped or fallen more often than before? 
7/8  When you lie flat, do you get so short of breath that you have to sit up? 
8/8  Do you often wake with a headache, or fall asleep in the day? 
Thank you. That is all for today.

How things have moved

We can't tell at the moment. There are too few tests, or the last one was long
ago.

This page tells what was noted up to 20 November 2026.

What the tests show
  - Nothing has been tested yet.

What to do next
  - Please do a grip test with each hand today, if you can. If you try and
    cannot, note that too.
  - Two grip tests a week are enough.
  - Keep on with the short questions each day. If you miss a day, that is fine.

When to get help at once

Call your local emergency number if one of these is new:
  - You are short of breath at rest, or when you lie flat.
  - You choke on food or drink, or you cannot swallow your spit.
  - You get weak within hours or days, or it climbs up from your legs.
  - Your face drops, your speech is slurred, or one side goes weak.
  - You cannot pass water or hold it, or you are numb between your legs.
  - Your water is dark like cola, and your muscles hurt a lot.
  - You have pain in your chest.
  - Your eyelids drop or you see double, and it is hard to speak or swallow.

Nobody looks at your notes as they come in. This page calls nobody. It is made
for research and does not take the place of your doctor.

P7
$ myotrend checkin
There is nothing to answer today.
$ myotrend log grip 30 kg --side right --device dyn-A
recorded rv8w46gpg51vrb6vd: grip right 30 kg, 20 November 2026 10:00
P7: insufficient_data
Cannot tell: 1 strength reading over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 20 November 2026; this does not exclude neuromuscular disease.
$ myotrend log grip 31 kg --side left --device dyn-A
recorded rv8w46gj6x6jmje27: grip left 31 kg, 20 November 2026 10:00
P7: insufficient_data
Cannot tell: 2 strength readings over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 20 November 2026; this does not exclude neuromuscular disease.
@ 2026-11-24T09:00:00Z
$ myotrend checkin --by P7 < tomorrow.txt
Press Enter to skip a question; type stop to leave. Each answer is kept at once.
1/6  How tired are you today, from 0 (not at all) to 10 (as bad as it can be)? 
     fatigue 11 score is impossible; accepted is 0 to 10 score
1/6  How tired are you today, from 0 (not at all) to 10 (as bad as it can be)? 
2/6  How much do your muscles hurt today, from 0 to 10? 
3/6  Cramps today: how bad, from 0 (none) to 10? 
4/6  Twitches today: how much, from 0 (none) to 10? 
5/6  Right hand: squeeze the grip meter up to three times. Which numbers did it show, in kg? 
6/6  Left hand: the same. Which numbers, in kg? 
Thank you. That is all for today.

How things have moved

Please ask your doctor to look at this with you by 8 December 2026. Take this
page with you.

This page tells what was noted up to 24 November 2026.

What the tests show
  - There are too few tests yet to tell about your right hand.
  - There are too few tests yet to tell about your left hand.

What to do next
  - Two grip tests a week are enough.
  - Keep on with the short questions each day. If you miss a day, that is fine.
  - Show this page to your doctor. Tell them what has changed for you.

When to get help at once

Call your local emergency number if one of these is new:
  - You are short of breath at rest, or when you lie flat.
  - You choke on food or drink, or you cannot swallow your spit.
  - You get weak within hours or days, or it climbs up from your legs.
  - Your face drops, your speech is slurred, or one side goes weak.
  - You cannot pass water or hold it, or you are numb between your legs.
  - Your water is dark like cola, and your muscles hurt a lot.
  - You have pain in your chest.
  - Your eyelids drop or you see double, and it is hard to speak or swallow.

Nobody looks at your notes as they come in. This page calls nobody. It is made
for research and does not take the place of your doctor.

P7
$ myotrend due
muscle pain  now, since 21 November 2026 (last 20 November 2026)
tiredness    tomorrow (last 24 November 2026)
cramps       tomorrow (last 24 November 2026)
twitches     tomorrow (last 24 November 2026)
right grip   on 27 November 2026 (last 24 November 2026)
left grip    on 27 November 2026 (last 24 November 2026)
More tests than these tell nothing new.
$ myotrend due --all --format json
{"schema":"myotrend.due/1","patient":"P7","day":"2026-11-24","due":[{"measure":"myalgia","question":"myalgia","every_days":1,"last":"2026-11-20","due":"2026-11-21","now":true,"at_clinic":false},{"measure":"fatigue","question":"fatigue","every_days":1,"last":"2026-11-24","due":"2026-11-25","now":false,"at_clinic":false},{"measure":"cramp","question":"cramp","every_days":1,"last":"2026-11-24","due":"2026-11-25","now":false,"at_clinic":false},{"measure":"fasciculation","question":"fasciculation","every_days":1,"last":"2026-11-24","due":"2026-11-25","now":false,"at_clinic":false},{"measure":"grip","side":"right","question":"grip-right","every_days":3,"last":"2026-11-24","due":"2026-11-27","now":false,"at_clinic":false},{"measure":"grip","side":"left","question":"grip-left","every_days":3,"last":"2026-11-24","due":"2026-11-27","now":false,"at_clinic":false},{"sign":"dysarthria","question":"speech","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"dysphagia","question":"swallowing","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"choking","question":"choking","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"neck-weakness","question":"neck","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"loss-of-dexterity","question":"dexterity","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"foot-drop","question":"foot","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"falls","question":"falls","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"orthopnoea","question":"lying-flat","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false},{"sign":"morning-headache","question":"morning","every_days":30,"last":"2026-11-20","due":"2026-12-20","now":false,"at_clinic":false}]}
@ 2026-11-27T09:00:00Z
$ myotrend checkin --language de < german.txt
Mit der Eingabetaste überspringen Sie eine Frage; mit „ende“ hören Sie auf. Jede Antwort ist sofort gespeichert.
1/6  Wie müde sind Sie heute, von 0 (gar nicht) bis 10 (so schlimm es geht)? 
2/6  Wie stark tun Ihre Muskeln heute weh, von 0 bis 10? 
3/6  Krämpfe heute: wie schlimm, von 0 (keine) bis 10? 
4/6  Muskelzucken heute: wie viel, von 0 (keines) bis 10? 
5/6  Rechte Hand: Drücken Sie den Griffmesser bis zu dreimal. Welche Zahlen zeigt er, in kg? 
6/6  Linke Hand: genauso. Welche Zahlen, in kg? 
In Ordnung. Ihre Antworten sind gespeichert; machen Sie weiter, wann Sie mögen.
$ myotrend checkin --language fr
! myotrend: language "fr" is not known; use de, en, es
? 2
$ myotrend checkin --as-of 2026-11-20
! myotrend: checkin writes; --as-of only shows the past
? 2
@ 2027-01-02T09:00:00Z
$ myotrend checkin < choking.txt
Press Enter to skip a question; type stop to leave. Each answer is kept at once.
1/15  How tired are you today, from 0 (not at all) to 10 (as bad as it can be)? 
2/15  How much do your muscles hurt today, from 0 to 10? 
3/15  Cramps today: how bad, from 0 (none) to 10? 
4/15  Twitches today: how much, from 0 (none) to 10? 
5/15  Right hand: squeeze the grip meter up to three times. Which numbers did it show, in kg? 
6/15  Left hand: the same. Which numbers, in kg? 
7/15  Has your speech become slurred, or do others say so? 
8/15  Has it become hard to swallow food or drink? 
9/15  Do you now often choke on food or drink? 

Please get medical help now. Call your local emergency number, or go to the nearest emergency room. This program calls nobody. The other questions can wait.

10/15  Is it hard to hold your head up? 
All right. Your answers are kept; go on when you like.
$ myotrend checkin --format json < rest.txt
{"schema":"myotrend.checkin/1","patient":"P7","asked":8,"facts":["rv8w46ge0pphyes28"],"left":true}
! Press Enter to skip a question; type stop to leave. Each answer is kept at once.
! 1/8  Right hand: squeeze the grip meter up to three times. Which numbers did it show, in kg? 
!      grip 1 kg is unusual (mostly 3 to 75 kg): please check value and unit
! 
! Please get medical help now. Call your local emergency number, or go to the nearest emergency room. This program calls nobody. The other questions can wait.
! 
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
!      Please type a number. If you tried and could not, type: could not. Enter skips the question.
! 2/8  Left hand: the same. Which numbers, in kg? 
! All right. Your answers are kept; go on when you like.
