# Adding, showing, changing and erasing a patient.
$ myotrend patient list
$ myotrend patient add P7 --sex female --birth 1971-04 --height 168 --weight 61.5 --hand right --covid 2024-11-20 --zone Europe/London
added P7  female, born 1971-04, 168 cm, 61.5 kg, right-handed, COVID 20 November 2024, Europe/London
$ myotrend patient show P7
P7  female, born 1971-04, 168 cm, 61.5 kg, right-handed, COVID 20 November 2024, Europe/London
$ myotrend patient show P7 --format json
{"schema":"myotrend.patient/1","id":"P7","sex":"female","birth":"1971-04","time_zone":"Europe/London","height_cm":168.0,"weight_kg":61.5,"dominant_hand":"right","covid_date":"2024-11-20"}
$ myotrend patient edit P7 --weight 60
changed P7  female, born 1971-04, 168 cm, 60 kg, right-handed, COVID 20 November 2024, Europe/London
$ myotrend patient add P7 --sex female --birth 1971
! myotrend: patient P7 is there already; change it with: patient edit P7
? 1
$ myotrend patient add P8 --sex femal --birth 1971
! myotrend: sex "femal" is not known; use female, male, unknown
? 1
$ myotrend patient add P8 --sex male --birth 2031
! myotrend: birth_date "2031" is out of range; use 1900 to 2025
? 1
$ myotrend patient add P8 --sex male --birth 1980 --zone Europe/Londn
! myotrend: time zone "Europe/Londn" is not known; did you mean Europe/London?
? 1
$ myotrend patient add P8 --sex male
! myotrend: --birth is required
! See: myotrend patient add --help
? 2
$ myotrend patient add P8 --sex male --birth 2012
added P8  male, born 2012, UTC
! note: P8 is under 18: what is recorded is kept, and never judged
$ myotrend patient list
P7  female, born 1971-04, 168 cm, 60 kg, right-handed, COVID 20 November 2024, Europe/London
P8  male, born 2012, UTC
$ myotrend patient list --format json
[{"schema":"myotrend.patient/1","id":"P7","sex":"female","birth":"1971-04","time_zone":"Europe/London","height_cm":168.0,"weight_kg":60.0,"dominant_hand":"right","covid_date":"2024-11-20"},{"schema":"myotrend.patient/1","id":"P8","sex":"male","birth":"2012","time_zone":"UTC"}]
$ myotrend patient show P9
! myotrend: there is no patient "P9"
? 3
$ myotrend patient erase P8
! myotrend: --why is required
! See: myotrend patient erase --help
? 2
$ myotrend patient erase P8 --why "asked for it"
erased P8: its content is gone, the id is not used again
$ myotrend patient show P8
! myotrend: patient "P8" was erased
? 3
$ myotrend patient add P8 --sex male --birth 1980
! myotrend: patient P8 was erased; that id is not used again
? 1
$ myotrend check
sound; patients 1, readings 0, signs 0, events 0, alerts 0
