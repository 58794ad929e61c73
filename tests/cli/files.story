# Files in and out: bad rows come back with their place, the same files again change nothing.
file patients.csv
patient_id,sex,birth_year
P1,male,1965
P2,female,1972
end
file rows.csv
patient_id,effective_time,measure,value,unit,body_site,source
P1,2025-01-06T09:00:00Z,grip,32,kg,left,home:dyn-A
P1,2025-01-06T09:00:00Z,grip,32,stone,left,home:dyn-A
P2,2025-01-07T09:00:00Z,babinski,present,,left,clinician
P3,2025-01-07T09:00:00Z,grip,30,kg,left,home
end
$ myotrend import patients.csv rows.csv
$ myotrend import patients.csv rows.csv --rejects bad.csv
$ cat bad.csv
$ myotrend import rows.csv --strict
$ myotrend import nothing.csv
$ myotrend scan
$ myotrend assess --all --as-of 2025-01-01 --quiet
...
$ myotrend export --to csv -o out
$ cat out/patients.csv out/measurements.csv out/events.csv
$ myotrend backup copy.db
$ myotrend sign clonus present --source clinician -p P1 --quiet
$ myotrend restore copy.db
$ myotrend check
$ myotrend export --to fhir -o out
