# Twitches of a limb seen by a clinician, alone
patient male 1985 right
each 3 days, day 0 to 120: grip both 46 kg
day 60: limb-fasciculation present by clinician left lumbosacral
as of day 60: continue; rules none; set aside fasciculation
as of day 120: continue; rules none; set aside fasciculation
