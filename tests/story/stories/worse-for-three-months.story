# Fatigue worse for twelve weeks asks to reassess, and never refers
patient male 1965 right
each 4 days, day 0 to 400: grip both 40 kg
each 1 day, day 0 to 59: fatigue 3 score
each 1 day, day 60 to 400: fatigue 7 score
as of day 120: continue; rules none; set aside fatigue
as of day 155: reassess; rules S3:other-findings
as of day 400: reassess; rules S3:other-findings
