# Events begin and end; after some of them nothing is raised any more.
$ myotrend patient add P7 --sex male --birth 1960
$ myotrend event infection --at 2025-02-10
$ myotrend event infection --until 2025-02-20
$ myotrend event infection --until 2025-02-21
$ myotrend event infektion
$ myotrend event injury --at 2025-02-03 --until 2025-02-01
$ myotrend sign babinski present --source clinician
@ 2025-03-02T12:00:00Z
$ myotrend event neurology-seen
$ myotrend alerts --all
$ myotrend sign clonus present --source clinician
