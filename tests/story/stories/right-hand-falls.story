# Right grip falls by 3 % a month after two steady months
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 300: grip both 40 kg; right falling 3 % a month from day 60
as of day 60: continue; rules none
as of day 150: refer_routine; rules R1:progressive-weakness S3:progressive-weakness; flags progressive-weakness=met
as of day 300: refer_urgent; rules R1:progressive-weakness S3:progressive-weakness U7:progressive-weakness; flags progressive-weakness=met
