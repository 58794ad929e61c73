# The laboratory's own limit decides where it is told
patient female 1965 right
each 4 days, day 0 to 200: grip both 28 kg
day 60: ck 650 U/L by lab limit 500
as of day 60: continue; rules none
