# Paradoxical breathing stays an emergency as long as it stands
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 240: grip both 40 kg
day 100: paradoxical-breathing present by clinician
day 160: paradoxical-breathing absent by clinician
as of day 100: emergency; rules EM1:emergency-breathing (S2:other-findings)
as of day 150: emergency; rules EM1:emergency-breathing (S2:other-findings)
as of day 161: continue; rules none
