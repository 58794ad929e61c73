# A reduced reflex alone asks for a second look
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 60: reduced-reflex present by clinician left lumbosacral
as of day 60: reassess; rules S2:other-findings
