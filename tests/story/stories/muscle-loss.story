# Atrophy found by a clinician
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 38: atrophy absent by clinician
day 40: atrophy present by clinician right cervical
as of day 37: continue; rules none; flags muscle-atrophy=unknown
as of day 39: continue; rules none; flags muscle-atrophy=not_met
as of day 40: refer_routine; rules R2:muscle-atrophy (S3:progressive-weakness); flags muscle-atrophy=met
as of day 400: refer_routine; rules R2:muscle-atrophy (S3:progressive-weakness)
