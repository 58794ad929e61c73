# An absent finding on the other side clears nothing
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician right cervical
day 80: weakness absent by clinician left cervical
as of day 81: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness)
