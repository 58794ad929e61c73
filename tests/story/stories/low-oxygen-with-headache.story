# A saturation of 90 % with morning headache is an emergency
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 99: morning-headache present
day 100: spo2 90 %
as of day 99: reassess; rules S2:other-findings
as of day 100: emergency; rules EM5:emergency-breathing (S2:other-findings)
