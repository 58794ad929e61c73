# 900 U/L two days after hard exercise is set aside
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 98: event hard-exercise
day 100: ck 900 U/L by lab
as of day 100: continue; rules none; set aside ck
