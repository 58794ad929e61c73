# An extensor plantar response is urgent, alone too
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 38: babinski absent by clinician
day 40: babinski present by clinician right
as of day 40: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness); flags upper-motor-neuron=met
