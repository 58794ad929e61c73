# A hand of 8 kg that keeps its strength is weak, not getting weaker
patient female 1950 right covid 2024-11-01
each 3 days, day 0 to 180: grip both 8 kg
as of day 90: continue; rules none
as of day 180: continue; rules none
