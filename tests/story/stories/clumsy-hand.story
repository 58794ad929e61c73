# Lost dexterity and changed behaviour found by a clinician ask for a second look
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 40 kg
day 60: loss-of-dexterity present by clinician right
day 80: loss-of-dexterity absent by clinician right
day 80: behaviour-change present by clinician
as of day 60: reassess; rules S2:other-findings
as of day 80: reassess; rules S2:other-findings
