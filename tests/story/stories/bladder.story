# Trouble with the bladder: alone a question, with weakness an emergency
patient female 1970 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 28 kg
day 50: bladder-or-bowel present
day 100: bladder-or-bowel present
day 102: weakness present
as of day 50: reassess; rules S2:other-findings
as of day 100: reassess; rules S2:other-findings
as of day 102: emergency; rules EM3:emergency-cord-or-stroke (S2:other-findings)
