# Ptosis seen refers; with trouble in swallowing it is an emergency
patient female 1958 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 60: dysphagia present
day 62: ptosis-or-diplopia present by clinician left
as of day 61: reassess; rules S2:other-findings
as of day 62: emergency; rules EM7:emergency-eyes-or-chest R2:other-findings (S2:other-findings); flags emergency-eyes-or-chest=met
as of day 72: refer_urgent; rules U8:emergency-eyes-or-chest R2:other-findings (S2:other-findings)
