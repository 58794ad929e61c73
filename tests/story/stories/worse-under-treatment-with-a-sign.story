# Worse for weeks in spite of treatment, with a sign that was not there before
patient male 1965 right
each 4 days, day 0 to 220: grip both 40 kg
day 60: event treatment-start
each 1 day, day 0 to 159: fatigue 3 score
each 1 day, day 160 to 220: fatigue 7 score
day 168: hyperreflexia absent by clinician
day 170: hyperreflexia present by clinician right cervical
as of day 155: continue; rules none
as of day 200: refer_routine; rules R4:progression-despite-treatment R2:upper-motor-neuron (S3:progressive-weakness); flags progression-despite-treatment=met
