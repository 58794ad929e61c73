# Recovery: both hands gain 2 % a month
patient male 1970 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 32 kg; both rising 2 % a month from day 0
as of day 120: continue; rules none
as of day 240: continue; rules none
