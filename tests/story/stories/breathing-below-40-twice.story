# Below 40 cmH2O twice, a quarter below the own level
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
each 10 days, day 0 to 90: mip 50 cmH2O exact by clinician
day 100: mip 38 cmH2O by clinician
day 116: mip 37 cmH2O by clinician
as of day 90: reassess; rules S3:respiratory-weakness
as of day 116: refer_urgent; rules U6:respiratory-weakness (S3:respiratory-weakness) (S3:progressive-weakness) (S2:progressive-weakness); flags respiratory-weakness=met
