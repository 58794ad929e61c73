# Orthopnoea found by a clinician
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 40 kg
day 100: orthopnoea present by clinician
as of day 100: emergency; rules EM1:emergency-breathing U6:respiratory-weakness (S2:other-findings)
as of day 120: refer_urgent; rules U6:respiratory-weakness (U8:emergency-breathing) (S2:other-findings)
