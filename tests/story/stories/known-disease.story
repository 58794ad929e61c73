# A known neuromuscular disease is out of scope
patient female 1960 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 30: event known-neuromuscular-disease
day 40: babinski present by clinician right
as of day 60: insufficient_data; missing neuromuscular
