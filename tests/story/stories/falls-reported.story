# Falls reported by the patient
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 60: falls present
as of day 60: reassess; rules S2:other-findings
as of day 92: continue; rules none
