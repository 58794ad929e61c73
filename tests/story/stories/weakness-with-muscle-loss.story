# Weakness and atrophy together are urgent
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician right cervical
day 38: atrophy absent by clinician
day 40: atrophy present by clinician right cervical
as of day 40: refer_urgent; rules U2:muscle-atrophy R2:progressive-weakness R2:muscle-atrophy (S3:progressive-weakness) (R1:progressive-weakness)
