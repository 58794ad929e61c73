# A diary of fatigue alone decides nothing, however long
patient female 1980 right
each 1 day, day 0 to 100: fatigue 3 score
as of day 100: insufficient_data; rules none; missing grip
