# A second abrupt step without healing counts as progression
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 150: grip both 40 kg; right stepping 28 % on day 60 until day 500; right stepping 28 % on day 110 until day 500
as of day 100: reassess; rules S2:progressive-weakness
as of day 130: refer_routine; rules R1:progressive-weakness (S2:progressive-weakness) (S3:progressive-weakness)
as of day 330: refer_routine; rules R1:progressive-weakness (S3:progressive-weakness)
