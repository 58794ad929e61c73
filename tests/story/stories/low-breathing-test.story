# A low pressure that does not fall asks for an examination
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
each 10 days, day 0 to 140: mip 52 cmH2O exact by clinician
day 100: weakness absent by clinician
as of day 60: reassess; rules S3:respiratory-weakness; flags respiratory-weakness=met
as of day 101: continue; rules none
