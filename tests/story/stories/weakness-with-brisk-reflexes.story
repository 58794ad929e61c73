# Weakness and an upper motor neuron sign together are urgent
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician right cervical
day 38: hoffmann absent by clinician
day 40: hoffmann present by clinician right
as of day 40: refer_urgent; rules U2:upper-motor-neuron R2:progressive-weakness R2:upper-motor-neuron (S3:progressive-weakness) (R1:progressive-weakness)
