# New chest pain is an emergency, and stays a question until it was answered
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 140: grip both 40 kg
day 60: chest-pain present
as of day 60: emergency; rules EM7:emergency-eyes-or-chest (S2:other-findings)
as of day 70: refer_urgent; rules U8:emergency-eyes-or-chest (S2:other-findings)
