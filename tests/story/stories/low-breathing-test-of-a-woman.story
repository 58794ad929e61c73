# 52 cmH2O is not low for a woman
patient female 1965 right
each 4 days, day 0 to 160: grip both 28 kg
each 10 days, day 0 to 140: mip 52 cmH2O exact by clinician
as of day 60: continue; rules none
