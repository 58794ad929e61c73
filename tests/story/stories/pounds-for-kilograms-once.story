# One slipped unit changes nothing, and is told
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 120: grip both 40 kg; both times 2.2046 from day 60 to day 62
as of day 61: continue; rules none; quality unit
as of day 120: continue; rules none; quality unit
