# A step ends as a question once a clinician has looked
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 120: grip both 40 kg; right stepping 28 % on day 60 until day 500
day 80: weakness absent by clinician right cervical
as of day 79: reassess; rules S2:progressive-weakness
as of day 82: continue; rules none
