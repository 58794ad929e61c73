# Worse for twelve weeks in spite of treatment, without anything measured or seen
patient male 1965 right
each 4 days, day 0 to 270: grip both 40 kg
day 60: event treatment-start
each 1 day, day 0 to 159: fatigue 3 score
each 1 day, day 160 to 270: fatigue 7 score
as of day 200: continue; rules none
as of day 255: reassess; rules S3:progression-despite-treatment
