# Choking found by a clinician is a bulbar sign too
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 100: choking present by clinician
as of day 100: emergency; rules EM2:emergency-swallowing U1:bulbar (S2:other-findings)
as of day 120: refer_urgent; rules U1:bulbar (U8:emergency-swallowing) (S2:other-findings)
