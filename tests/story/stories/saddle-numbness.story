# Saddle anaesthesia is an emergency
patient female 1970 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 28 kg
day 100: saddle-anaesthesia present
as of day 100: emergency; rules EM3:emergency-cord-or-stroke (S2:other-findings)
as of day 110: refer_urgent; rules U8:emergency-cord-or-stroke (S2:other-findings)
