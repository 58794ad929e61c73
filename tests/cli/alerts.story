# The life of an alert: raised, acknowledged, worse, eased, resolved, reopened, withdrawn.
$ myotrend patient add P7 --sex male --birth 1960
$ myotrend sign atrophy present --region cervical --source clinician
$ myotrend alerts
$ myotrend alerts list --format json
@ 2025-03-02T12:00:00Z
$ myotrend scan
$ myotrend scan --full --exit-code
