# Ten breathing tests over more than 28 days are enough data
patient male 1965 right
each 4 days, day 0 to 36: mip 95 cmH2O by clinician
as of day 27: insufficient_data; rules none
as of day 36: continue; rules none
