# An emergency begins with the action, says that nobody is called, and is raised at once.
$ myotrend patient add P7 --sex male --birth 1960
$ myotrend sign orthopnoea present
$ myotrend alerts
$ myotrend sign choking present --quiet
$ myotrend worklist
@ 2025-03-12T12:00:00Z
$ myotrend scan --exit-code
$ myotrend scan --exit-code
$ myotrend alerts --format json
