-- Version 4: an acknowledgement made in a store of version 1 has no end, and would keep its alert quiet for ever. It runs
-- out as one that is made now does (alert_terms of the built-in pathway), but not before the last judgement.
UPDATE alert SET until_us = max(
  updated_us + CASE WHEN level IN ('refer_urgent', 'emergency') THEN 2 WHEN level = 'insufficient_data' THEN 28 ELSE 14 END * 86400000000,
  coalesce((SELECT judged_at_us FROM patient p WHERE p.patient_no = alert.patient_no), 0) + 1)
WHERE state = 'acknowledged' AND until_us IS NULL;
-- Those whose way was chosen before its time are looked for at every delivery.
CREATE INDEX notice_routed ON notice (routed_us);
