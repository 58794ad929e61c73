# Dysphagia that a clinician no longer finds ends
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 160: grip both 40 kg
day 38: dysphagia absent by clinician
day 40: dysphagia present by clinician
day 120: dysphagia absent by clinician
as of day 40: refer_urgent; rules U1:bulbar (S3:progressive-weakness)
as of day 121: continue; rules none; flags bulbar=not_met
