# One MRC grade less on two visits 20 days apart, then regained
patient male 1965 right
each 4 days, day 0 to 160: grip both 40 kg
day 30: mrc right 5 muscle ankle-dorsiflexion by clinician
day 60: mrc right 4 muscle ankle-dorsiflexion by clinician
day 80: mrc right 4 muscle ankle-dorsiflexion by clinician
day 120: mrc right 5 muscle ankle-dorsiflexion by clinician
as of day 61: continue; rules none
as of day 80: refer_routine; rules R2:progressive-weakness; flags progressive-weakness=met
as of day 121: continue; rules none
