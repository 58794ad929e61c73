# 120 ukat/L are 7200 U/L: no doubt about a unit holds a high value back
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 60: ck 2 ukat/L by lab
day 100: ck 120 ukat/L by lab
as of day 61: continue; rules none
as of day 100: emergency; rules EM4:emergency-ck (S1:persistent-ck) (S3:persistent-ck)
