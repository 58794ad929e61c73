-- A store of myotrend, version 1.
--
-- Times end in _us: microseconds since 1970-01-01T00:00:00Z. Every fact has the time at which it held (effective,
-- start), the time at which it became known (recorded), and the store's own time of writing (entered).
-- Facts are only ever appended. What became of one (a correction, a retraction, the end of an event) is a row of its
-- own, and the past as it was known stays readable. Erasing a patient is the one lawful removal: see the guards below.
-- Words are the program's own (measures.json, signs.json); units are UCUM codes, `kgf` for the kg of a dynamometer.

CREATE TABLE patient (
  patient_no         INTEGER PRIMARY KEY,
  id                 TEXT NOT NULL UNIQUE,      -- as the clinic writes it; stays after an erasure, never used again
  tag                TEXT NOT NULL,             -- begins the printed id of each of the patient's facts
  version            INTEGER NOT NULL,          -- of master_data
  revision           INTEGER NOT NULL,          -- moves with every fact, edit and closed alert
  judged_revision    INTEGER NOT NULL,          -- -1: never judged
  judged_stamp       TEXT,                      -- pathway, catalogue and point of the last kept assessment
  judged_at_us       INTEGER,
  judged_disposition TEXT,
  judged_sha256      TEXT
) STRICT;
CREATE INDEX patient_of_tag ON patient (tag);

-- Each edit is a new version; the newest one counts, whatever the time asked for.
CREATE TABLE master_data (
  patient_no       INTEGER NOT NULL REFERENCES patient,
  version          INTEGER NOT NULL,
  entered_us       INTEGER NOT NULL,
  sex              TEXT NOT NULL,
  birth_year       INTEGER NOT NULL,
  birth_month      INTEGER,
  birth_day        INTEGER,
  height_cm        REAL,
  weight_kg        REAL,
  dominant_hand    TEXT NOT NULL,
  covid_date       TEXT,
  enrolment_date   TEXT,
  followup_end     TEXT,
  time_zone        TEXT NOT NULL,
  PRIMARY KEY (patient_no, version)
) STRICT, WITHOUT ROWID;

-- Readings are comparable within a series only; a sign is a series of 1 (present) and 0 (absent).
CREATE TABLE series (
  patient_no INTEGER NOT NULL REFERENCES patient,
  series_no  INTEGER NOT NULL,                  -- in the order in which they were first told
  kind       TEXT NOT NULL CHECK (kind IN ('measure', 'sign')),
  code       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  side       TEXT NOT NULL,
  region     TEXT NOT NULL,
  muscle     TEXT NOT NULL,
  source     TEXT NOT NULL,
  device     TEXT NOT NULL,
  method     TEXT NOT NULL,
  PRIMARY KEY (patient_no, series_no)
) STRICT, WITHOUT ROWID;

-- Who entered something. Per patient, so that an erasure leaves no name behind.
CREATE TABLE author (
  patient_no INTEGER NOT NULL REFERENCES patient,
  author_no  INTEGER NOT NULL,
  name       TEXT NOT NULL,
  PRIMARY KEY (patient_no, author_no)
) STRICT, WITHOUT ROWID;

-- The one large table. It has no foreign key, which would cost a look-up for each row; `check` looks instead.
-- The guard before an insert (fact_once) costs one too: a large batch lifts it within its own transaction, where the
-- write lock keeps other programs out and recursive_triggers is on.
CREATE TABLE fact (
  patient_no      INTEGER NOT NULL,
  series_no       INTEGER NOT NULL,
  effective_us    INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,             -- 0 for the first of its series at its instant
  recorded_us     INTEGER NOT NULL CHECK (recorded_us >= effective_us),
  value           REAL,                         -- in the unit of the series; null: tried, and could not
  told_value      REAL,                         -- null: the value
  told_unit       TEXT,                         -- null: the unit of the series
  upper_limit     REAL,                         -- the laboratory's own
  told_offset_min INTEGER,                      -- given with the time; null: local time of the patient's zone
  entered_us      INTEGER NOT NULL,
  author_no       INTEGER,
  grade           TEXT,
  note            TEXT,
  external_id     TEXT,
  trials          TEXT,                         -- JSON, as told, in the told unit
  as_effective    INTEGER,                      -- 1: nobody told the recorded time, the effective one was taken
  PRIMARY KEY (patient_no, series_no, effective_us, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_of_external_id ON fact (patient_no, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE event (
  patient_no      INTEGER NOT NULL REFERENCES patient,
  kind            TEXT NOT NULL,
  start_us        INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,
  recorded_us     INTEGER NOT NULL CHECK (recorded_us >= start_us),
  told_offset_min INTEGER,
  entered_us      INTEGER NOT NULL,
  author_no       INTEGER,
  grade           TEXT,
  note            TEXT,
  external_id     TEXT,
  trials          TEXT,                         -- JSON, as told, in the told unit
  as_effective    INTEGER,                      -- 1: nobody told the recorded time, the effective one was taken
  PRIMARY KEY (patient_no, kind, start_us, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_end (
  patient_no  INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  start_us    INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,
  end_us      INTEGER NOT NULL CHECK (end_us >= start_us),
  recorded_us INTEGER NOT NULL,
  entered_us  INTEGER NOT NULL,
  author_no   INTEGER,
  PRIMARY KEY (patient_no, kind, start_us, ordinal),
  FOREIGN KEY (patient_no, kind, start_us, ordinal) REFERENCES event
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (
  patient_no      INTEGER NOT NULL,
  series_no       INTEGER NOT NULL,
  effective_us    INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,
  correction_no   INTEGER NOT NULL,             -- in the order of entry
  recorded_us     INTEGER NOT NULL,
  value           REAL,
  told_value      REAL,
  told_unit       TEXT,
  why             TEXT NOT NULL,
  told_offset_min INTEGER,
  entered_us      INTEGER NOT NULL,
  author_no       INTEGER,
  grade           TEXT,
  note            TEXT,
  external_id     TEXT,
  trials          TEXT,                         -- JSON, as told, in the told unit
  as_effective    INTEGER,                      -- 1: nobody told the recorded time, the effective one was taken
  PRIMARY KEY (patient_no, series_no, effective_us, ordinal, correction_no),
  FOREIGN KEY (patient_no, series_no, effective_us, ordinal) REFERENCES fact
) STRICT, WITHOUT ROWID;

-- Takes a reading or a sign back.
CREATE TABLE fact_retraction (
  patient_no      INTEGER NOT NULL,
  series_no       INTEGER NOT NULL,
  effective_us    INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,
  retraction_no   INTEGER NOT NULL,
  recorded_us     INTEGER NOT NULL,
  why             TEXT NOT NULL,
  told_offset_min INTEGER,
  entered_us      INTEGER NOT NULL,
  author_no       INTEGER,
  grade           TEXT,
  note            TEXT,
  external_id     TEXT,
  trials          TEXT,                         -- JSON, as told, in the told unit
  as_effective    INTEGER,                      -- 1: nobody told the recorded time, the effective one was taken
  PRIMARY KEY (patient_no, series_no, effective_us, ordinal, retraction_no),
  FOREIGN KEY (patient_no, series_no, effective_us, ordinal) REFERENCES fact
) STRICT, WITHOUT ROWID;

CREATE TABLE event_retraction (
  patient_no      INTEGER NOT NULL,
  kind            TEXT NOT NULL,
  start_us        INTEGER NOT NULL,
  ordinal         INTEGER NOT NULL,
  retraction_no   INTEGER NOT NULL,
  recorded_us     INTEGER NOT NULL,
  why             TEXT NOT NULL,
  told_offset_min INTEGER,
  entered_us      INTEGER NOT NULL,
  author_no       INTEGER,
  grade           TEXT,
  note            TEXT,
  external_id     TEXT,
  trials          TEXT,                         -- JSON, as told, in the told unit
  as_effective    INTEGER,                      -- 1: nobody told the recorded time, the effective one was taken
  PRIMARY KEY (patient_no, kind, start_us, ordinal, retraction_no),
  FOREIGN KEY (patient_no, kind, start_us, ordinal) REFERENCES event
) STRICT, WITHOUT ROWID;

-- Every kept judgement, as it was given out.
CREATE TABLE assessment (
  patient_no    INTEGER NOT NULL REFERENCES patient,
  assessment_no INTEGER NOT NULL,
  as_of_us      INTEGER NOT NULL,
  revision      INTEGER NOT NULL,
  stamp         TEXT NOT NULL,
  disposition   TEXT NOT NULL,
  sha256        TEXT NOT NULL,
  json          TEXT NOT NULL,
  PRIMARY KEY (patient_no, assessment_no)
) STRICT, WITHOUT ROWID;

-- An alert as it stands: what the last of its changes left.
CREATE TABLE alert (
  patient_no           INTEGER NOT NULL REFERENCES patient,
  flag                 TEXT NOT NULL,
  number               INTEGER NOT NULL,        -- the n-th of this patient and flag
  id                   TEXT NOT NULL UNIQUE,
  level                TEXT NOT NULL,
  state                TEXT NOT NULL,
  raised_us            INTEGER NOT NULL,
  updated_us           INTEGER NOT NULL,
  resolved_level       TEXT NOT NULL,
  ended_since_resolved INTEGER NOT NULL CHECK (ended_since_resolved IN (0, 1)),
  newest_ground_us     INTEGER,
  outcome              TEXT NOT NULL,
  assessment_sha256    TEXT NOT NULL,
  PRIMARY KEY (patient_no, flag, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX alert_standing ON alert (patient_no, flag) WHERE state IN ('raised', 'acknowledged');

CREATE TABLE alert_change (
  patient_no INTEGER NOT NULL,
  flag       TEXT NOT NULL,
  number     INTEGER NOT NULL,
  change_no  INTEGER NOT NULL,
  at_us      INTEGER NOT NULL,
  change     TEXT NOT NULL,
  from_level TEXT,
  to_level   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  author     TEXT NOT NULL,                     -- empty: the program
  outcome    TEXT NOT NULL,
  state      TEXT NOT NULL,                     -- of the alert, after this change
  PRIMARY KEY (patient_no, flag, number, change_no),
  FOREIGN KEY (patient_no, flag, number) REFERENCES alert
) STRICT, WITHOUT ROWID;

-- The tombstones. While one names a patient, the guards let that patient's content go.
CREATE TABLE erasure (
  patient_no INTEGER PRIMARY KEY REFERENCES patient,
  why        TEXT NOT NULL,
  author     TEXT NOT NULL,
  entered_us INTEGER NOT NULL
) STRICT;

-- One row: the clock of the store never steps back.
CREATE TABLE clock (
  one               INTEGER PRIMARY KEY CHECK (one = 1),
  newest_entered_us INTEGER NOT NULL
) STRICT;

-- The guards: what was written is not changed, not replaced, and goes only with its whole patient. A guard before each
-- insert is needed because a REPLACE by a program that has recursive_triggers off would pass the guard before a delete.
CREATE TRIGGER master_data_once BEFORE INSERT ON master_data WHEN EXISTS (
  SELECT 1 FROM master_data WHERE patient_no = NEW.patient_no AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'master_data: this row is there already and stays'); END;
CREATE TRIGGER master_data_kept BEFORE UPDATE ON master_data
BEGIN SELECT RAISE(ABORT, 'master_data: rows are never changed'); END;
CREATE TRIGGER master_data_stays BEFORE DELETE ON master_data WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'master_data: rows go only when the patient is erased'); END;

CREATE TRIGGER series_once BEFORE INSERT ON series WHEN EXISTS (
  SELECT 1 FROM series WHERE patient_no = NEW.patient_no AND series_no = NEW.series_no)
BEGIN SELECT RAISE(ABORT, 'series: this row is there already and stays'); END;
CREATE TRIGGER series_kept BEFORE UPDATE ON series
BEGIN SELECT RAISE(ABORT, 'series: rows are never changed'); END;
CREATE TRIGGER series_stays BEFORE DELETE ON series WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'series: rows go only when the patient is erased'); END;

CREATE TRIGGER author_once BEFORE INSERT ON author WHEN EXISTS (
  SELECT 1 FROM author WHERE patient_no = NEW.patient_no AND author_no = NEW.author_no)
BEGIN SELECT RAISE(ABORT, 'author: this row is there already and stays'); END;
CREATE TRIGGER author_kept BEFORE UPDATE ON author
BEGIN SELECT RAISE(ABORT, 'author: rows are never changed'); END;
CREATE TRIGGER author_stays BEFORE DELETE ON author WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'author: rows go only when the patient is erased'); END;

CREATE TRIGGER fact_once BEFORE INSERT ON fact WHEN EXISTS (
  SELECT 1 FROM fact WHERE patient_no = NEW.patient_no AND series_no = NEW.series_no
    AND effective_us = NEW.effective_us AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(FAIL, 'fact: this row is there already and stays'); END;
CREATE TRIGGER fact_kept BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'fact: rows are never changed'); END;
CREATE TRIGGER fact_stays BEFORE DELETE ON fact WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'fact: rows go only when the patient is erased'); END;

CREATE TRIGGER event_once BEFORE INSERT ON event WHEN EXISTS (
  SELECT 1 FROM event WHERE patient_no = NEW.patient_no AND kind = NEW.kind AND start_us = NEW.start_us AND
    ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'event: this row is there already and stays'); END;
CREATE TRIGGER event_kept BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event: rows are never changed'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'event: rows go only when the patient is erased'); END;

CREATE TRIGGER event_end_once BEFORE INSERT ON event_end WHEN EXISTS (
  SELECT 1 FROM event_end WHERE patient_no = NEW.patient_no AND kind = NEW.kind AND start_us = NEW.start_us
    AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'event_end: this row is there already and stays'); END;
CREATE TRIGGER event_end_kept BEFORE UPDATE ON event_end
BEGIN SELECT RAISE(ABORT, 'event_end: rows are never changed'); END;
CREATE TRIGGER event_end_stays BEFORE DELETE ON event_end WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'event_end: rows go only when the patient is erased'); END;

CREATE TRIGGER correction_once BEFORE INSERT ON correction WHEN EXISTS (
  SELECT 1 FROM correction WHERE patient_no = NEW.patient_no AND series_no = NEW.series_no
    AND effective_us = NEW.effective_us AND ordinal = NEW.ordinal AND correction_no = NEW.correction_no)
BEGIN SELECT RAISE(ABORT, 'correction: this row is there already and stays'); END;
CREATE TRIGGER correction_kept BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'correction: rows are never changed'); END;
CREATE TRIGGER correction_stays BEFORE DELETE ON correction WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'correction: rows go only when the patient is erased'); END;

CREATE TRIGGER fact_retraction_once BEFORE INSERT ON fact_retraction WHEN EXISTS (
  SELECT 1 FROM fact_retraction WHERE patient_no = NEW.patient_no AND series_no = NEW.series_no AND
    effective_us = NEW.effective_us AND ordinal = NEW.ordinal AND retraction_no = NEW.retraction_no)
BEGIN SELECT RAISE(ABORT, 'fact_retraction: this row is there already and stays'); END;
CREATE TRIGGER fact_retraction_kept BEFORE UPDATE ON fact_retraction
BEGIN SELECT RAISE(ABORT, 'fact_retraction: rows are never changed'); END;
CREATE TRIGGER fact_retraction_stays BEFORE DELETE ON fact_retraction WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'fact_retraction: rows go only when the patient is erased'); END;

CREATE TRIGGER event_retraction_once BEFORE INSERT ON event_retraction WHEN EXISTS (
  SELECT 1 FROM event_retraction WHERE patient_no = NEW.patient_no AND kind = NEW.kind AND start_us =
    NEW.start_us AND ordinal = NEW.ordinal AND retraction_no = NEW.retraction_no)
BEGIN SELECT RAISE(ABORT, 'event_retraction: this row is there already and stays'); END;
CREATE TRIGGER event_retraction_kept BEFORE UPDATE ON event_retraction
BEGIN SELECT RAISE(ABORT, 'event_retraction: rows are never changed'); END;
CREATE TRIGGER event_retraction_stays BEFORE DELETE ON event_retraction WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'event_retraction: rows go only when the patient is erased'); END;

CREATE TRIGGER assessment_once BEFORE INSERT ON assessment WHEN EXISTS (
  SELECT 1 FROM assessment WHERE patient_no = NEW.patient_no AND assessment_no = NEW.assessment_no)
BEGIN SELECT RAISE(ABORT, 'assessment: this row is there already and stays'); END;
CREATE TRIGGER assessment_kept BEFORE UPDATE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessment: rows are never changed'); END;
CREATE TRIGGER assessment_stays BEFORE DELETE ON assessment WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'assessment: rows go only when the patient is erased'); END;

CREATE TRIGGER alert_change_once BEFORE INSERT ON alert_change WHEN EXISTS (
  SELECT 1 FROM alert_change WHERE patient_no = NEW.patient_no AND flag = NEW.flag AND number = NEW.number AND
    change_no = NEW.change_no)
BEGIN SELECT RAISE(ABORT, 'alert_change: this row is there already and stays'); END;
CREATE TRIGGER alert_change_kept BEFORE UPDATE ON alert_change
BEGIN SELECT RAISE(ABORT, 'alert_change: rows are never changed'); END;
CREATE TRIGGER alert_change_stays BEFORE DELETE ON alert_change WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'alert_change: rows go only when the patient is erased'); END;

CREATE TRIGGER alert_once BEFORE INSERT ON alert WHEN EXISTS (
  SELECT 1 FROM alert WHERE patient_no = NEW.patient_no AND flag = NEW.flag AND (number = NEW.number OR (
    state IN ('raised', 'acknowledged') AND NEW.state IN ('raised', 'acknowledged'))))
  OR EXISTS (SELECT 1 FROM alert WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'alert: one of this flag stands already, or the number was used'); END;
CREATE TRIGGER alert_stays BEFORE DELETE ON alert WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'alert: rows go only when the patient is erased'); END;
CREATE TRIGGER alert_same BEFORE UPDATE OF patient_no, flag, number, id, raised_us ON alert
BEGIN SELECT RAISE(ABORT, 'alert: whose it is and when it was raised are never changed'); END;
CREATE TRIGGER patient_same BEFORE UPDATE OF patient_no, id, tag ON patient
BEGIN SELECT RAISE(ABORT, 'patient: an id is never changed'); END;
CREATE TRIGGER patient_once BEFORE INSERT ON patient WHEN EXISTS (
  SELECT 1 FROM patient WHERE patient_no = NEW.patient_no OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'patient: an id is used once'); END;
CREATE TRIGGER patient_stays BEFORE DELETE ON patient
BEGIN SELECT RAISE(ABORT, 'patient: rows stay, as tombstones at least'); END;
CREATE TRIGGER erasure_once BEFORE INSERT ON erasure WHEN EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = NEW.patient_no)
BEGIN SELECT RAISE(ABORT, 'erasure: this row is there already and stays'); END;
CREATE TRIGGER erasure_kept BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'erasure: rows are never changed'); END;
CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'erasure: rows are never removed'); END;
