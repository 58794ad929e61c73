# One reading 37 % below the others is held
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 57: grip both 40 kg
day 60: grip right 25 kg
each 3 days, day 63 to 120: grip both 40 kg
as of day 60: continue; rules none
as of day 120: continue; rules none
