# A tracheostomy is out of scope
patient female 1960 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 30: event tracheostomy
as of day 60: insufficient_data; missing tracheostomy
