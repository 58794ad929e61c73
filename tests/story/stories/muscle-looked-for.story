# Looked for and not there is not the same as nobody looked
patient female 1975 right covid 2024-11-01
each 4 days, day 0 to 100: grip both 28 kg
day 40: atrophy absent by clinician
day 40: dysarthria absent by clinician
day 40: hyperreflexia absent by clinician
as of day 39: continue; flags muscle-atrophy=unknown bulbar=unknown upper-motor-neuron=unknown
as of day 41: continue; rules none; flags muscle-atrophy=not_met bulbar=not_met upper-motor-neuron=not_met
