# A foot drop seen by a clinician is urgent, one reported asks to look
patient female 1958 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 24 kg
day 50: foot-drop present left
day 60: foot-drop present by clinician left
as of day 51: reassess; rules S2:other-findings
as of day 60: refer_urgent; rules U3:progressive-weakness
