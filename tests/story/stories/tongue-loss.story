# Atrophy of the tongue is urgent
patient female 1958 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 60: tongue-atrophy present by clinician
as of day 60: refer_urgent; rules U1:bulbar
