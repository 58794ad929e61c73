# A split hand refers
patient female 1958 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 60: split-hand present by clinician left
as of day 60: refer_routine; rules R2:muscle-atrophy; flags muscle-atrophy=met
