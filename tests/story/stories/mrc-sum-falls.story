# Four points of the MRC sum less on two visits
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 30: mrc-sum 60 by clinician
day 60: mrc-sum 56 by clinician
day 80: mrc-sum 55 by clinician
as of day 61: continue; rules none
as of day 80: refer_routine; rules R2:progressive-weakness
