# Hyperreflexia at the first examination ever: the evidence ratio itself passes 6, and with an upper motor neuron sign that is urgent
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 40: hyperreflexia present by clinician right cervical
as of day 40: refer_urgent; rules U2:upper-motor-neuron R2:upper-motor-neuron S3:progressive-weakness (R1:progressive-weakness)
