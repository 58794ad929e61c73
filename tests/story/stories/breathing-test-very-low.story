# 28 cmH2O after 80: an emergency, answered by a repeat
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
each 10 days, day 0 to 90: mip 80 cmH2O by clinician
day 100: mip 28 cmH2O by clinician
day 112: mip 78 cmH2O by clinician
as of day 99: continue; rules none
as of day 100: emergency; rules EM5:emergency-breathing (S1:other-findings) (S3:respiratory-weakness)
as of day 109: refer_urgent; rules U8:emergency-breathing (S3:respiratory-weakness)
as of day 113: continue; rules none
