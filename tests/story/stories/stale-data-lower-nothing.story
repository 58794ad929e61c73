# Who stops logging after a referral was due is still due
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 165: grip both 40 kg; right falling 3 % a month from day 60
as of day 165: refer_routine; rules R1:progressive-weakness S3:progressive-weakness
as of day 400: refer_routine; rules R1:progressive-weakness S3:progressive-weakness
