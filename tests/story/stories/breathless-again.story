# A second report is new only when the first had run out
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 40 kg
day 50: breathless-at-rest present
day 60: breathless-at-rest present
day 95: breathless-at-rest present
as of day 55: emergency; rules EM1:emergency-breathing (S2:other-findings)
as of day 65: refer_urgent; rules U8:emergency-breathing (S2:other-findings)
as of day 96: emergency; rules EM1:emergency-breathing (U8:emergency-breathing) (S2:other-findings)
