# The same of the left hand of a left-handed woman
patient female 1972 left covid 2024-11-01
each 3 days, day 0 to 300: grip both 26 kg; left falling 3 % a month from day 60
as of day 60: continue; rules none
as of day 155: refer_routine; rules R1:progressive-weakness S3:progressive-weakness
as of day 300: refer_urgent; rules R1:progressive-weakness S3:progressive-weakness U7:progressive-weakness
