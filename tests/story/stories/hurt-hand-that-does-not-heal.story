# A step that stays asks for an examination, for 120 days at most
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 260: grip both 40 kg; right stepping 28 % on day 60 until day 500
as of day 75: reassess; rules S2:progressive-weakness
as of day 170: reassess; rules S2:progressive-weakness
as of day 200: continue; rules none
