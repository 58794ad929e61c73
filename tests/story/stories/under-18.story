# Under 18: recorded, not judged, and it says why
patient female 2012 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 40: babinski present by clinician right
as of day 60: insufficient_data; missing 18
