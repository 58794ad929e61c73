# A third below the own level, found twice
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
each 10 days, day 0 to 90: mip 105 cmH2O by clinician
day 100: mip 68 cmH2O by clinician
day 103: mip 67 cmH2O by clinician
as of day 100: continue
as of day 103: emergency; rules EM5:emergency-breathing (S2:progressive-weakness) (S3:progressive-weakness)
