# Weakness of both sides within a month is an emergency
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician left cervical
day 40: weakness present by clinician right cervical
as of day 40: emergency; rules EM6:emergency-rapid-weakness R2:progressive-weakness (S3:progressive-weakness)
as of day 75: refer_urgent; rules U8:emergency-rapid-weakness R2:progressive-weakness (S3:progressive-weakness)
