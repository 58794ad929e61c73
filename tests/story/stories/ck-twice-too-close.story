# Two draws 20 days apart do not make it persistent
patient male 1965 right
each 4 days, day 0 to 200: grip both 40 kg
day 60: ck 1200 U/L by lab
day 80: ck 1250 U/L by lab
as of day 80: reassess; rules S3:persistent-ck
