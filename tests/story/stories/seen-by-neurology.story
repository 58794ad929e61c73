# After neurology has seen the patient the disposition is judged as ever
patient female 1960 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 38: atrophy absent by clinician
day 40: atrophy present by clinician right cervical
day 60: event neurology-seen
as of day 70: refer_routine; rules R2:muscle-atrophy (S3:progressive-weakness)
