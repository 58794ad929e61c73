# Dysarthria: a report asks to look, a clinician's finding is urgent
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 40: dysarthria present
day 48: dysarthria absent by clinician
day 50: dysarthria present by clinician
as of day 41: reassess; rules S2:other-findings
as of day 50: refer_urgent; rules U1:bulbar (S3:progressive-weakness); flags bulbar=met
