# Inspiratory pressure falls by 6 % a month, both hands stay
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 40 kg
each 7 days, day 0 to 240: mip 110 cmH2O by clinician; both falling 6 % a month from day 60
as of day 60: continue; rules none
as of day 240: refer_urgent; rules R1:progressive-weakness S3:progressive-weakness U6:respiratory-weakness (U7:progressive-weakness)
