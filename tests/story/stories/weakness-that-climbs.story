# A report of ascending weakness is an emergency
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 60: ascending-weakness present
as of day 60: emergency; rules EM6:emergency-rapid-weakness (S2:other-findings)
as of day 70: refer_urgent; rules U8:emergency-rapid-weakness (S2:other-findings)
