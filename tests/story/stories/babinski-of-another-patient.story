# A finding that was taken back takes its referral with it, and the past stays readable
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 38: babinski absent by clinician
day 40: babinski present by clinician right, taken back on day 60
as of day 55: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness)
as of day 60: continue; rules none
