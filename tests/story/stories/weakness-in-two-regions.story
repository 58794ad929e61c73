# Weakness of an arm and of a leg are urgent
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician right cervical
day 90: weakness present by clinician right lumbosacral
as of day 41: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness)
as of day 90: refer_urgent; rules U2:progressive-weakness R2:progressive-weakness (S3:progressive-weakness) (R1:progressive-weakness)
