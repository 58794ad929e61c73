# Weakness at the first examination ever raises the evidence ratio above 10
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 40: weakness present by clinician right cervical
as of day 40: refer_routine; rules R2:progressive-weakness S3:progressive-weakness (R1:progressive-weakness)
