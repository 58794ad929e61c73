# A clinician's finding ends a report
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
day 100: weakness present
day 105: weakness absent by clinician
as of day 104: reassess; rules S2:other-findings
as of day 106: continue; rules none
