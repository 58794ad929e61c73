# A day ends where the patient lives
patient female 1960 right covid 2024-11-01 zone America/Los_Angeles
each 4 days, day 0 to 100 20:00: grip both 24 kg
day 59: babinski absent by clinician
day 61 06:30: babinski present by clinician right
as of day 59: continue; rules none
as of day 60: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness)
