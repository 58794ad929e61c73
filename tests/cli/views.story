# What can be looked at: a trend, an assessment, a page, the rules.
$ myotrend patient add P1 --sex male --birth 1965 --hand right
added P1  male, born 1965, right-handed, UTC
$ myotrend trend
trend: nothing measured up to 1 March 2025
$ myotrend log grip 40 kg --side right --at 2025-02-01T09:00:00Z --quiet
rzfnefg5ye4cm146g
$ myotrend log grip 39 kg --side right --at 2025-02-08T09:00:00Z --quiet
rzfnefgx887ntk3gz
$ myotrend trend grip --side right
Grip strength, right (kg, lower is worse)
2 readings, first 40.0 kg on 1 February 2025, last 39.0 kg on 8 February 2025;
too little data to say how it moves: 2 readings over 7 days, and 10 readings
over 28 days are needed.

     │
     │
     │
40.0 ┤·
     │
     │
     │⠤⠤⢄⣀⣀⣀⣀
39.5 ┤       ⠉⠉⠉⠉⠑⠒⠒⠒⠒⠤⠤⠄
     │
     │
39.0 ┤                  ·
     │
     │
     │
     └┬────────────────┬─────────────────┬──────────────────┬─────────────────┬─
      1 Feb            8 Feb             15 Feb             22 Feb

Key: · reading, ⠤⠤ fitted level.
$ myotrend trend grip --side left
grip: nothing measured up to 1 March 2025
$ myotrend trend grop
! myotrend: measure "grop" is not known; did you mean grip?
? 1
$ myotrend trend grip --format json
{"schema":"myotrend.trend/1","patient":"P1","as_of":"2025-03-01T12:00:00+00:00","series":[{"measure":"grip","title":"Grip strength","unit":"kg","side":"right","rate":{"too_little_data":{"readings":2,"readings_min":10,"days":7,"days_min":28}},"readings":[{"id":"rzfnefg5ye4cm146g","at":"2025-02-01T09:00:00+00:00","value":40.0},{"id":"rzfnefgx887ntk3gz","at":"2025-02-08T09:00:00+00:00","value":39.0}]}]}
$ myotrend assess
P1, data known on 1 March 2025

Too little data to judge
...
Research use. Supports and does not replace clinical judgement. This does not
exclude neuromuscular disease.
$ myotrend report -o page.html
wrote page.html
$ myotrend report -o page.txt
wrote page.txt
$ myotrend report -o page.pdf
wrote page.pdf
$ myotrend report -o page.doc
! myotrend: -o page.doc: the name has to end in .html, .pdf, .txt or .json
? 2
$ myotrend report --letter -o letter.txt
wrote letter.txt
$ myotrend report --letter -o letter.json
! myotrend: a letter, a patient's page and a comparison are .html, .txt or .pdf, not .json
? 2
$ myotrend report --letter --for patient -o letter.txt
! myotrend: --letter is for a clinician; leave out --for patient
? 2
$ myotrend report --for patient --language de -o seite.txt
wrote seite.txt
$ myotrend report --for patient --language fr -o page.txt
! myotrend: language "fr" is not known; use de, en, es
? 2
$ myotrend report --compare 2025-02-03 -o then.html
wrote then.html
$ myotrend report --compare 2025-04-03 -o then.html
! myotrend: --compare: 2025-04-03 is not before the day of the report
? 1
$ myotrend report --since 2025-02-05 -o since.html
wrote since.html
$ myotrend report --all -o pages --ending txt
wrote 1 report to pages
$ myotrend assess --explain persistent-ck
Persistently raised creatine kinase: Unknown
...
$ myotrend assess --explain persistend-ck
! myotrend: --explain: there is no flag "persistend-ck"; did you mean persistent-ck?; the flags are progressive-weakness, muscle-atrophy, bulbar, respiratory-weakness, upper-motor-neuron, progression-despite-treatment, persistent-ck, other-findings, emergency-breathing, emergency-swallowing, emergency-cord-or-stroke, emergency-ck, emergency-rapid-weakness, emergency-eyes-or-chest
? 2
$ myotrend report -o no/where.html
! myotrend: no/where.html cannot be written: No such file or directory
? 1
$ myotrend pathway check nothing.json
! myotrend: nothing.json cannot be read: No such file or directory
? 1
$ myotrend replay -o decisions.csv
replayed 1 patients into decisions.csv
! note: most facts were recorded on the day of their import, and a replay sees nothing before it; import with --recorded-as-effective to take each as known when it held
$ cat decisions.csv
patient_id,decision_date,disposition
P1,2025-03-01,insufficient_data
