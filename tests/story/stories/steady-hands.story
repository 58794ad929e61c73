# Both hands keep their strength: first too little data, then nothing to refer for, then too old to say
patient male 1965 right covid 2024-11-01
each 4 days, day 0 to 88: grip both 40 kg
as of day 20: insufficient_data; rules none; flags bulbar=unknown muscle-atrophy=unknown
as of day 24: insufficient_data; rules none
as of day 28: continue; rules none
as of day 88: continue; rules none; flags bulbar=unknown muscle-atrophy=unknown upper-motor-neuron=unknown
as of day 122: continue; rules none
as of day 124: insufficient_data; rules none
