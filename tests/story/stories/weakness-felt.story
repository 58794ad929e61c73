# A report of weakness asks to look for 28 days, and never refers
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
day 100: weakness present
as of day 99: continue; rules none
as of day 100: reassess; rules S2:other-findings
as of day 127: reassess; rules S2:other-findings
as of day 130: continue; rules none
