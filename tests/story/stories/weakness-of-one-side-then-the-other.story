# Two months between the sides are no rapid weakness
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 28: weakness absent by clinician
day 30: weakness present by clinician left cervical
day 95: weakness present by clinician right cervical
as of day 30: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness)
as of day 95: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness) (R1:progressive-weakness)
