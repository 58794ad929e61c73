# Creatine kinase of 6000 is an emergency without any symptom; a repeat answers it
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 100: ck 6000 U/L by lab
day 115: ck 200 U/L by lab
as of day 100: emergency; rules EM4:emergency-ck (S1:persistent-ck) (S3:persistent-ck); flags emergency-ck=met
as of day 109: refer_urgent; rules U8:emergency-ck S3:persistent-ck (S1:persistent-ck)
as of day 116: continue; rules none
