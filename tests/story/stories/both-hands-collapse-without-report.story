# The same without a report: look tomorrow
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 69: grip both 40 kg; both stepping 30 % on day 60 until day 500
as of day 69: reassess; rules S1:other-findings (S2:progressive-weakness)
