# 28 cmH2O at the first test ever, without a symptom: look tomorrow
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 60: mip 28 cmH2O by clinician
as of day 60: reassess; rules S1:other-findings (S3:respiratory-weakness)
