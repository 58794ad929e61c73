# An old emergency that becomes known late is urgent, with its date
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 120: grip both 40 kg
day 50, known day 80: orthopnoea present
as of day 60: continue; rules none
as of day 80: refer_urgent; rules U8:emergency-breathing
