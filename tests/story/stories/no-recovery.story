# Half a year after the infection as tired as ever; ends with an examination
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 200: grip both 40 kg
each 1 day, day 0 to 200: fatigue 6 score
day 140: weakness absent by clinician
as of day 110: continue; rules none
as of day 130: reassess; rules S3:other-findings
as of day 141: continue; rules none
