# 2000 U/L with dark urine is an emergency
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 98: dark-urine present
day 100: ck 2000 U/L by lab
as of day 98: reassess; rules S1:other-findings (S2:other-findings)
as of day 100: emergency; rules EM4:emergency-ck (S1:other-findings) (S2:other-findings) (S3:persistent-ck)
