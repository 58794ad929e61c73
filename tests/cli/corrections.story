# A correction removes the ground of a referral and says so; the old value stays readable; undo takes back the last entry.
$ myotrend patient add P7 --sex male --birth 1960
$ myotrend log ck 6000 U/L --source lab --at 2025-03-01T08:00:00Z
@ 2025-03-02T08:00:00Z
@ 2025-03-05T08:00:00Z
$ myotrend sign babinski present --side left --source clinician
@ 2025-03-05T08:30:00Z
$ myotrend undo
$ myotrend undo
$ myotrend check
