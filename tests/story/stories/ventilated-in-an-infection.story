# Ventilation during an acute infection
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 95: event infection until day 115
day 100: event ventilation-start until day 110
as of day 101: continue; rules none
