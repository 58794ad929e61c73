# Ventilation outside an acute infection
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 100: event ventilation-start until day 130
as of day 101: refer_urgent; rules U5:respiratory-weakness; flags respiratory-weakness=met
as of day 131: continue; rules none
