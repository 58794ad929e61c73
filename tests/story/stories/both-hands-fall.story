# Both hands fall by 3.5 % a month
patient male 1960 right covid 2024-11-01
each 3 days, day 0 to 320: grip both 38 kg; both falling 3.5 % a month from day 90
as of day 90: continue; rules none
as of day 190: refer_routine; rules R1:progressive-weakness S3:progressive-weakness
as of day 320: refer_urgent; rules R1:progressive-weakness S3:progressive-weakness U7:progressive-weakness
