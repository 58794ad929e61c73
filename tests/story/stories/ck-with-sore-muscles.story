# 2000 U/L with myalgia of 8 and no exercise is an emergency
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 100: myalgia 8 score
day 100: ck 2000 U/L by lab
as of day 100: emergency; rules EM4:emergency-ck (S3:persistent-ck) (S1:persistent-ck)
