# 2000 U/L without a symptom: look tomorrow, and repeat
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 100: ck 2000 U/L by lab
as of day 100: reassess; rules S1:persistent-ck S3:persistent-ck; flags persistent-ck=met
as of day 112: reassess; rules S3:persistent-ck (S1:persistent-ck)
