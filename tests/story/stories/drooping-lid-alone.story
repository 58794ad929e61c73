# Ptosis alone, first reported, then seen
patient female 1958 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 50: ptosis-or-diplopia present left
day 62: ptosis-or-diplopia present by clinician left
as of day 51: reassess; rules S2:other-findings
as of day 62: refer_routine; rules R2:other-findings
