# Five weeks logged in pounds under the name of kilograms are left out; then there is nothing fresh
patient male 1965 right covid 2024-11-01
each 3 days, day 0 to 99: grip both 40 kg; both times 2.2046 from day 60
as of day 62: continue; rules none; quality unit
as of day 97: insufficient_data; rules none; quality unit
