# Slips of the keyboard: exit 2 and the nearest word.
$ myotrend asess
$ myotrend
$ myotrend assess --pateint P7
$ myotrend patient lst
$ myotrend checkin
$ myotrend alerts snooze a1
$ myotrend assess surplus
$ myotrend assess --format xml
$ myotrend scan --as-of 2025-01-01
$ myotrend assess --help
$ myotrend patient add P1 --sex male --birth 1960
$ myotrend patient add P2 --sex male --birth 1960
$ myotrend assess
$ myotrend assess -p P3
$ myotrend assess -p P1 --point moon
$ myotrend -p P1 assess --now 2025-02-01
$ myotrend history r0123456789abcdef
$ myotrend alerts show a0123456789abcdef
