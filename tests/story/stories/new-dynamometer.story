# A new dynamometer reads 12 % less: a new device, not a weaker hand
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 57: grip both 40 kg on dyn-A
day 60 07:00: event device-change
each 3 days, day 60 to 150: grip both 35.2 kg on dyn-B
as of day 72: continue; rules none
as of day 150: continue; rules none
