# Weakness found by a clinician refers, and ends when it is found to be gone
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician right cervical
day 140: weakness absent by clinician right cervical
as of day 39: continue; rules none
as of day 40: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness); flags progressive-weakness=met
as of day 139: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness)
as of day 141: continue; rules none
