-- Version 3: where each patient's judgement stands after the newest fact, so that a scan goes on from there and costs
-- what is new. A cache: made again from the facts it comes out the same (`check` compares), and a row that is missing, or
-- of another stamp or revision, only costs the time to do so.
CREATE TABLE standpoint (
  patient_no     INTEGER PRIMARY KEY REFERENCES patient,
  revision       INTEGER NOT NULL,              -- of the facts that it holds
  stamp          TEXT NOT NULL,                 -- pathway, catalogue, point, program and form of the state
  newest_fact_us INTEGER NOT NULL,              -- only later facts can go on from here
  assessed_at_us INTEGER NOT NULL,              -- as-of of the newest kept assessment, which still says what holds
  decided        TEXT NOT NULL,                 -- what alerts and the worklist rest on
  state          BLOB NOT NULL
) STRICT;

-- When time alone can next change what is decided of a patient. Empty: not known, look at the next scan.
ALTER TABLE patient ADD COLUMN look_again_us INTEGER;
