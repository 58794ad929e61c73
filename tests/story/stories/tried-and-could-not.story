# Tried, and could not: a fact, never a zero
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 102: grip right could-not
as of day 102: reassess; rules S2:progressive-weakness
