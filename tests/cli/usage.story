# Slips of the keyboard: exit 2 and the nearest word.
$ myotrend asess
! myotrend: command "asess" is not known; did you mean assess?
! See: myotrend --help
? 2
$ myotrend
! myotrend: say which command
! See: myotrend --help
? 2
$ myotrend patient
! myotrend: say which command
! See: myotrend patient --help
? 2
$ myotrend patient add P1
! myotrend: --sex is required
! See: myotrend patient add --help
? 2
$ myotrend assess --pateint P7
! myotrend: option "--pateint" is not known; did you mean --patient?
! See: myotrend assess --help
? 2
$ myotrend patient lst
! myotrend: command "lst" is not known; did you mean list?
! See: myotrend patient --help
? 2
$ myotrend serve
! myotrend: command "serve" is not known
! See: myotrend --help
? 2
$ myotrend alerts hush a1
! myotrend: command "hush" is not known
! See: myotrend alerts --help
? 2
$ myotrend assess surplus
! myotrend: argument "surplus" is not known
! See: myotrend assess --help
? 2
$ myotrend assess --format xml
! myotrend: --format: xml not in {text,json}
! See: myotrend assess --help
? 2
$ myotrend scan --as-of 2025-01-01
! myotrend: scan writes; --as-of only shows the past
? 2
$ myotrend assess --help
What is to be done with a patient, and why
Usage: myotrend assess [OPTIONS]

Options:
  -h,--help                   Print this help message and exit
  --all                       Every patient, as JSON Lines
  --explain FLAG              Each step behind one flag, with its readings
  --jobs N:UINT in [1 - 1024] Threads for --all; else one for each core

Example:
  myotrend assess -p P7 --as-of 2025-03-31
$ myotrend patient add P1 --sex male --birth 1960
added P1  male, born 1960, UTC
$ myotrend patient add P2 --sex male --birth 1960
added P2  male, born 1960, UTC
$ myotrend assess
! myotrend: the store holds 2 patients (P1, P2); name one with --patient ID
? 2
$ myotrend assess -p P3
! myotrend: there is no patient "P3"
? 3
$ myotrend assess -p P1 --point moon
! myotrend: --point: operating point "moon" is not known; use clinic or population
? 2
$ myotrend -p P1 assess --now 2025-02-01
! myotrend: it is 2025-02-01T00:00:00+00:00 now, but the newest fact of the store was entered at 2025-03-01T12:00:00+00:00; set the clock, or --now, to a later time
? 1
$ myotrend history r0123456789abcdef
! myotrend: there is no reading, sign or event "r0123456789abcdef"
? 3
$ myotrend alerts show a0123456789abcdef
! myotrend: there is no alert "a0123456789abcdef"
? 3
$ myotrend log fatigue 3 -p P1 --now yesterday
! myotrend: --now: time "yesterday" is not understood; write 2025-03-30, 2025-03-30T09:01 or 2025-03-30T09:01+02:00
? 1
$ myotrend assess -p P1 --pathway nothing.json
! myotrend: nothing.json cannot be read: No such file or directory
? 1
$ myotrend patient add P4 --sex male --birth 1960 --db no/where.db
! myotrend: no/where.db: cannot be made (No such file or directory); check its folder and its permissions
? 4
$ myotrend patient list --db postgresql://clinic
! myotrend: postgresql://clinic: this program keeps its store in a SQLite file; name a file
? 4
$ myotrend patient add P1 --sex female --birth 1970 --zone UTC --format JSON
...
$ myotrend patient list --format Json
...
$ myotrend worklist --stale soon
! myotrend: --stale: "soon" is not a number of days
? 2
$ myotrend worklist -o list.pdf
! myotrend: -o: "list.pdf" does not end in .html
? 2
$ myotrend assess --db ""
! myotrend: --db: is empty
! See: myotrend assess --help
? 2
