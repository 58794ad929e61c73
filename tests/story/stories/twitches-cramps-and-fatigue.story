# Twitches, cramps and fatigue with kept strength refer to nobody
patient male 1985 right
each 3 days, day 0 to 240: grip both 46 kg
each 2 days, day 0 to 240: fasciculation 4 score
each 2 days, day 0 to 240: cramp 7 score
each 1 day, day 0 to 240: fatigue 8 score
day 30: limb-fasciculation present
day 58: limb-fasciculation present
as of day 60: continue; rules none; set aside fasciculation, cramp, fatigue
as of day 240: continue; rules none; set aside fasciculation, cramp
