# A falling right hand and wasting of the left calf
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 170: grip both 40 kg; right falling 3 % a month from day 60
day 158: atrophy absent by clinician
day 160: atrophy present by clinician left lumbosacral
as of day 159: refer_routine
as of day 160: refer_urgent; rules U2:muscle-atrophy R1:progressive-weakness R2:muscle-atrophy S3:progressive-weakness (U2:progressive-weakness) (U7:progressive-weakness)
