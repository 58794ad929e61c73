# During a pregnancy nothing is judged; afterwards it is
patient female 1990 right covid 2024-11-01
each 4 days, day 0 to 300: grip both 28 kg
day 30: event pregnancy until day 250
day 38: babinski absent by clinician
day 40: babinski present by clinician right
as of day 60: insufficient_data; missing pregnan
as of day 260: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness)
