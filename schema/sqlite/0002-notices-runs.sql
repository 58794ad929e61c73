-- A store of myotrend, version 2: an alert can be put off and reviewed, what is to be told of it waits here until a
-- channel has taken it, and every run of the scheduled jobs is on record.

ALTER TABLE alert ADD COLUMN until_us INTEGER;                     -- what keeps it quiet runs out then
ALTER TABLE alert ADD COLUMN notices INTEGER NOT NULL DEFAULT 0;   -- so many were written
ALTER TABLE alert_change ADD COLUMN until_us INTEGER;
CREATE INDEX alert_until ON alert (patient_no, until_us) WHERE until_us IS NOT NULL;

DROP INDEX alert_standing;
CREATE UNIQUE INDEX alert_standing ON alert (patient_no, flag)
  WHERE state IN ('raised', 'notified', 'acknowledged', 'snoozed', 'in-review', 'over-unseen');
DROP TRIGGER alert_once;
CREATE TRIGGER alert_once BEFORE INSERT ON alert WHEN EXISTS (
  SELECT 1 FROM alert WHERE patient_no = NEW.patient_no AND flag = NEW.flag AND (number = NEW.number OR (
    state IN ('raised', 'notified', 'acknowledged', 'snoozed', 'in-review', 'over-unseen') AND
    NEW.state IN ('raised', 'notified', 'acknowledged', 'snoozed', 'in-review', 'over-unseen'))))
  OR EXISTS (SELECT 1 FROM alert WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'alert: one of this flag stands already, or the number was used'); END;

-- What is to be told of a change of an alert, written in the transaction of the change.
CREATE TABLE notice (
  notice_no  INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which they were written
  patient_no INTEGER NOT NULL,
  flag       TEXT NOT NULL,
  number     INTEGER NOT NULL,
  sequence   INTEGER NOT NULL,                   -- the n-th of its alert
  key        TEXT NOT NULL UNIQUE,               -- the same over all retries, in every store
  at_us      INTEGER NOT NULL,
  acts       INTEGER NOT NULL CHECK (acts IN (0, 1)),     -- somebody has to see to it
  firing     INTEGER NOT NULL CHECK (firing IN (0, 1)),   -- the alert is not over
  routed_us  INTEGER,                            -- null: where it goes was not chosen yet
  json       TEXT NOT NULL,
  UNIQUE (patient_no, flag, number, sequence),
  FOREIGN KEY (patient_no, flag, number) REFERENCES alert
) STRICT;
CREATE INDEX notice_unrouted ON notice (notice_no) WHERE routed_us IS NULL;

-- A notice on its way to one destination.
CREATE TABLE delivery (
  delivery_no    INTEGER PRIMARY KEY AUTOINCREMENT,
  notice_no      INTEGER NOT NULL REFERENCES notice,
  patient_no     INTEGER NOT NULL,               -- these four as in notice: the order of an alert is kept by them
  flag           TEXT NOT NULL,
  number         INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,
  channel        TEXT NOT NULL,                  -- empty: no route took it
  step           INTEGER NOT NULL,               -- 0, or the n-th escalation
  unless_seen    INTEGER NOT NULL CHECK (unless_seen IN (0, 1)),
  why            TEXT NOT NULL,                  -- of the route
  state          TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'sent', 'repeating', 'dead', 'spared')),
  attempts       INTEGER NOT NULL,
  first_due_us   INTEGER NOT NULL,
  not_before_us  INTEGER NOT NULL,
  tried_us       INTEGER,
  first_sent_us  INTEGER,
  fault          TEXT NOT NULL,
  lease          INTEGER NOT NULL,               -- counts up with each lease: only the newest holder may record
  deliverer_no   INTEGER,                        -- of the lease
  lease_until_us INTEGER,                        -- by the machine's clock, not a told one
  UNIQUE (notice_no, channel, step)
) STRICT;
CREATE INDEX delivery_under_way ON delivery (not_before_us) WHERE state IN ('waiting', 'leased', 'repeating');
CREATE INDEX delivery_of_alert ON delivery (patient_no, flag, number, channel, sequence);
CREATE INDEX delivery_dead ON delivery (delivery_no) WHERE state = 'dead';

-- Hands out the numbers of deliverers.
CREATE TABLE deliverer (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  deliverer_no INTEGER NOT NULL
) STRICT;

-- A channel whose receiver said that it is gone for good: nothing is sent there until somebody opens it again.
CREATE TABLE closed_channel (
  channel TEXT PRIMARY KEY,
  why     TEXT NOT NULL,
  at_us   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every run of `scan` and `deliver`; the oldest go.
CREATE TABLE run (
  run_no     INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT NOT NULL CHECK (kind IN ('scan', 'deliver')),
  started_us INTEGER NOT NULL,
  ended_us   INTEGER,                            -- null: under way, or it never came to its end
  figures    TEXT NOT NULL                       -- JSON, what it did; nothing of any person
) STRICT;
CREATE INDEX run_of_kind ON run (kind, run_no);

CREATE TRIGGER notice_once BEFORE INSERT ON notice WHEN EXISTS (
  SELECT 1 FROM notice WHERE key = NEW.key OR (patient_no = NEW.patient_no AND flag = NEW.flag AND
    number = NEW.number AND sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'notice: this one is there already and stays'); END;
CREATE TRIGGER notice_kept BEFORE UPDATE OF notice_no, patient_no, flag, number, sequence, key, at_us, json ON notice
BEGIN SELECT RAISE(ABORT, 'notice: what is to be told is never changed'); END;
CREATE TRIGGER notice_stays BEFORE DELETE ON notice WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no)
BEGIN SELECT RAISE(ABORT, 'notice: rows go only when the patient is erased'); END;
CREATE TRIGGER delivery_stays BEFORE DELETE ON delivery WHEN NOT EXISTS (
  SELECT 1 FROM erasure WHERE patient_no = OLD.patient_no) AND OLD.channel <> ''
BEGIN SELECT RAISE(ABORT, 'delivery: rows go only when the patient is erased'); END;
