# The same three days after hard exercise is not, but is looked at tomorrow
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 97: event hard-exercise
day 100: myalgia 8 score
day 100: ck 2000 U/L by lab
as of day 100: reassess; rules S1:persistent-ck
