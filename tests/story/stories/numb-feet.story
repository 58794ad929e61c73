# Sensory loss found by a clinician argues against, and lowers nothing
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 60: sensory-loss present by clinician left lumbosacral
day 68: atrophy absent by clinician
day 70: atrophy present by clinician left lumbosacral
as of day 60: reassess; rules S2:other-findings
as of day 70: refer_routine; rules R2:muscle-atrophy (S2:other-findings) (S3:progressive-weakness)
