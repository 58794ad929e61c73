# Clonus and spasticity are urgent
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 38: clonus absent by clinician
day 40: clonus present by clinician left lumbosacral
day 60: clonus absent by clinician left lumbosacral
day 60: spasticity present by clinician right lumbosacral
as of day 40: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness)
as of day 60: refer_urgent; rules U4:upper-motor-neuron (S3:progressive-weakness)
