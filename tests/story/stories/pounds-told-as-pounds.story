# A unit that is told is converted, whatever it is
patient male 1965 right covid 2024-11-01
each 6 days, day 0 to 120: grip both 40 kg
each 6 days, day 3 to 117: grip both 88.2 lb
as of day 120: continue; rules none
