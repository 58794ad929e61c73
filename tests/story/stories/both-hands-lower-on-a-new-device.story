# A declared new device explains a lower reading of both hands
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 57: grip both 40 kg on dyn-A
day 60 07:00: event device-change
each 3 days, day 60 to 69: grip both 29 kg on dyn-B
day 64: weakness present
as of day 69: reassess; rules S2:other-findings (S2:progressive-weakness)
