# More than three times the limit, twice rested, 35 days apart; it ends with a draw at or below it
patient male 1965 right
each 4 days, day 0 to 200: grip both 40 kg
day 60: ck 1200 U/L by lab
day 95: ck 1250 U/L by lab
day 150: ck 700 U/L by lab
as of day 94: reassess; rules S3:persistent-ck
as of day 95: refer_routine; rules R3:persistent-ck S3:persistent-ck; flags persistent-ck=met
as of day 149: refer_routine; rules R3:persistent-ck S3:persistent-ck
as of day 150: reassess; rules S3:persistent-ck
