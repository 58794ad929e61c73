# Choking, answered by an admission
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 100: choking present
day 110: event admission until day 114
as of day 100: emergency; rules EM2:emergency-swallowing (S2:other-findings)
as of day 109: refer_urgent; rules U8:emergency-swallowing (S2:other-findings)
as of day 135: continue; rules none
