# Twice the women's limit, drawn once
patient female 1965 right
each 4 days, day 0 to 200: grip both 28 kg
day 60: ck 420 U/L by lab
day 90: ck 150 U/L by lab
as of day 60: reassess; rules S3:persistent-ck
as of day 91: continue; rules none
