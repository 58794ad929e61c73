# Nine readings are too few, the tenth is enough
patient male 1965 right covid 2024-11-01
each 5 days, day 0 to 40: grip right 40 kg
day 44: grip right 40 kg
as of day 43: insufficient_data; rules none
as of day 44: continue; rules none
