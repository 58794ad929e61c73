# One reading at a time: trials, units, a reading that could not be taken, and what is refused.
$ myotrend log grip 32 kg --side left
! myotrend: there is no patient yet; add one with: myotrend patient add ID ...
? 3
$ myotrend patient add P7 --sex female --birth 1971
added P7  female, born 1971, UTC
$ myotrend log grip 30 32 31 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
recorded rv8w46g5q5ejnqj7f: grip left 32 kg, 1 March 2025 09:00
P7: insufficient_data
Cannot tell: 1 strength reading over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend log grip 30 32 31 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
already known, nothing was added: rv8w46g5q5ejnqj7f: grip left 32 kg, 1 March 2025 09:00
P7: insufficient_data
Cannot tell: 1 strength reading over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend log grip 35 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
recorded rv8w46gb7aqjnvbck: grip left 35 kg, 1 March 2025 09:00
note: there is another value of the same moment: both are kept, the first recorded one counts
P7: insufficient_data
Cannot tell: 1 strength reading over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend log grip could-not --side right --at 2025-03-01T09:05:00Z
recorded rv8w46gv6ypdmyxms: grip right could not, 1 March 2025 09:05
P7: reassess (was insufficient_data)
Grip strength right: tried on 1 March 2025, and could not. Meets 'Progressive weakness'; no examination on record; suggests an examination and a repeat. No referral criterion was met on data up to 1 March 2025.
$ myotrend log mip -60 cmH2O
recorded rv8w46gzc4pshq8xy: mip 60 cmH2O, 1 March 2025 12:00
note: mip -60 cmH2O was told as suction below zero: taken as 60 cmH2O
P7: reassess
Grip strength right: tried on 1 March 2025, and could not. Meets 'Progressive weakness'; no examination on record; suggests an examination and a repeat. No referral criterion was met on data up to 1 March 2025.
$ myotrend log grip 70.5 lb --side right
recorded rv8w46gntb3sx20rd: grip right 70.5 lb, 1 March 2025 12:00
P7: insufficient_data (was reassess)
Cannot tell: 3 strength readings over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend log mrc 4- --muscle deltoid --side left --source clinician
recorded rv8w46ga7j2q7k0nc: mrc deltoid left 4-, 1 March 2025 12:00
P7: insufficient_data
Cannot tell: 3 strength readings over 0 days so far; at least 10 over 28 days are needed. Eight more grip tests of both hands, about 28 days at two tests a week. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend log gripp 32 kg --side left
! myotrend: measure "gripp" is not known; did you mean grip?
? 1
$ myotrend log grip 32 stone --side left
! myotrend: unit "stone" is not known for grip; use kg, lb or N
? 1
$ myotrend log grip 32 kg
! myotrend: grip needs a side; use left or right
? 1
$ myotrend log grip 32 kg --side lft
! myotrend: side "lft" is not known; use left or right
? 1
$ myotrend log grip 900 kg --side left
! myotrend: grip 900 kg is impossible; accepted is 0 to 120 kg
? 1
$ myotrend log grip 32stone --side left
! myotrend: unit "stone" is not known for grip; use kg, lb or N
? 1
$ myotrend log grip 32 kg --side left --at 1960-05-01
! myotrend: grip on 1960-05-01 is impossible: the patient was not born before 1971-01-01
? 1
$ myotrend event injury --at 1960-05-01
! myotrend: injury on 1960-05-01 is impossible: the patient was not born before 1971-01-01
? 1
$ myotrend sign weakness present --side left --grade very
! myotrend: grade "very" of weakness is not known; use a number (4, 4-, 1+, 5 beats) or mild, moderate, severe, spastic, flaccid, mixed, flexor, equivocal or extensor
? 1
$ myotrend log grip 32 kg --side left --at 2031-01-01
! myotrend: time 2031-01-01T00:00:00+00:00 is in the future; it is 2025-03-01T12:00:00+00:00 now
? 1
$ myotrend log grip 32 kg --side left --sid left
! myotrend: option "--sid" is not known; did you mean --side?
! See: myotrend log --help
? 2
$ myotrend log grip
! myotrend: VALUE is required
! See: myotrend log --help
? 2
$ myotrend log spo2 97 % --format json --quiet
...
