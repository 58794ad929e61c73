# 550 U/L is within 1.5 times the limit of a man under 50
patient male 1990 right
each 4 days, day 0 to 200: grip both 48 kg
day 60: ck 550 U/L by lab
as of day 60: continue; rules none
