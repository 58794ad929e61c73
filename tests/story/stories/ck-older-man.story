# 550 U/L is above 1.5 times the limit of a man over 50
patient male 1960 right
each 4 days, day 0 to 200: grip both 38 kg
day 60: ck 550 U/L by lab
as of day 60: reassess; rules S3:persistent-ck
