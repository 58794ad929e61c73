# A mistyped value that is corrected takes its emergency with it
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 50: ck 6000 U/L by lab, corrected to 160 on day 60
as of day 52: emergency; rules EM4:emergency-ck (S1:persistent-ck) (S3:persistent-ck)
as of day 61: continue; rules none
