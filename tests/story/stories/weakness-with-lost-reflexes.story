# Weakness and absent reflexes, both new
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 38: weakness absent by clinician
day 40: weakness present by clinician left lumbosacral
day 55: absent-reflex present by clinician left lumbosacral
as of day 40: refer_routine; rules R2:progressive-weakness (S3:progressive-weakness)
as of day 55: emergency; rules EM6:emergency-rapid-weakness R2:progressive-weakness (S2:other-findings) (S3:progressive-weakness)
