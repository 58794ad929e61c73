# Hyperreflexia found by a clinician
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 38: hyperreflexia absent by clinician
day 40: hyperreflexia present by clinician right cervical
as of day 40: refer_routine; rules R2:upper-motor-neuron (S3:progressive-weakness); flags upper-motor-neuron=met
