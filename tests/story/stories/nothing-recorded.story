# A patient of whom nothing is known is not a patient without a problem
patient female 1980 right covid 2024-11-01
as of day 10: insufficient_data; rules none
