# The left hand is hurt and heals within five weeks
patient male 1965 right covid 2024-11-01
day 60: event injury until day 95
each 3 days, day 0 to 160: grip both 40 kg; left stepping 30 % on day 60 until day 78; left stepping 12 % on day 78 until day 90
as of day 57: continue; rules none
as of day 72: reassess; rules S2:progressive-weakness; quality step
as of day 130: continue; rules none
