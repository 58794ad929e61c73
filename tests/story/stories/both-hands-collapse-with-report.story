# Both hands lose 30 % within days, and the patient feels it
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 69: grip both 40 kg; both stepping 30 % on day 60 until day 500
day 64: weakness present
as of day 57: continue; rules none
as of day 69: emergency; rules EM6:emergency-rapid-weakness (S1:other-findings) (S2:progressive-weakness) (S2:other-findings) (S3:progressive-weakness)
