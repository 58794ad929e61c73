# New orthopnoea: an emergency for a week, then unanswered until a clinician looked
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 40 kg
day 100: orthopnoea present
day 210: orthopnoea absent by clinician
as of day 99: continue; rules none
as of day 100: emergency; rules EM1:emergency-breathing (S2:other-findings); flags emergency-breathing=met
as of day 106: emergency; rules EM1:emergency-breathing (S2:other-findings)
as of day 109: refer_urgent; rules U8:emergency-breathing (S2:other-findings); flags emergency-breathing=met
as of day 200: refer_urgent; rules U8:emergency-breathing
as of day 211: continue; rules none
