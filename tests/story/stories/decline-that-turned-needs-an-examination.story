# Strength came back; the referral stands until a clinician has looked
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 430: grip both 40 kg; right falling 4 % a month from day 60 to day 150; right rising 6 % a month from day 150 to day 210
as of day 155: refer_routine; rules R1:progressive-weakness S3:progressive-weakness
as of day 419: refer_routine; rules R1:progressive-weakness
day 420: weakness absent by clinician
as of day 421: continue; rules none
