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
6 rows read: 2 patients added, 2 facts, 0 already known, 2 rejected
! myotrend: rows.csv:3: unit "stone" is not known for grip; use kg, lb or N
! myotrend: rows.csv:5: patient "P3" is not known; import patients.csv or use: patient add
? 5
$ myotrend import patients.csv rows.csv --rejects bad.csv
6 rows read: 0 patients added, 0 facts, 4 already known, 2 rejected
rejected rows are in bad.csv
? 5
$ cat bad.csv
patient_id,effective_time,measure,value,unit,body_site,source,line,reason
P1,2025-01-06T09:00:00Z,grip,32,stone,left,home:dyn-A,3,"unit ""stone"" is not known for grip; use kg, lb or N"
P3,2025-01-07T09:00:00Z,grip,30,kg,left,home,5,"patient ""P3"" is not known; import patients.csv or use: patient add"
$ myotrend import rows.csv --strict
not done: 4 rows read: 0 patients added, 0 facts, 2 already known, 2 rejected
! myotrend: rows.csv:3: unit "stone" is not known for grip; use kg, lb or N
! myotrend: rows.csv:5: patient "P3" is not known; import patients.csv or use: patient add
! myotrend: nothing was written: with --strict one bad row stops all
? 1
$ myotrend import nothing.csv
! myotrend: nothing.csv: cannot be read: No such file or directory
? 1
$ myotrend scan
{"schema":"myotrend.alert-change/1","at":"2025-03-01T12:00:00+00:00","alert":"a8489w045ja5j6t7n","patient":"P2","flag":"upper-motor-neuron","change":"raised","from":null,"to":"refer_urgent","reason":"a rule of the pathway holds: U4"}
! judged 2 patients, 1 alert change
$ myotrend assess --all --as-of 2025-01-01 --quiet
...
$ myotrend export --to csv -o out
wrote 2 patients, 1 readings, 1 signs, 0 events to out
$ cat out/patients.csv out/measurements.csv out/events.csv
patient_id,sex,birth_year,birth_date,height_cm,weight_kg,dominant_hand,covid_date,treatment_start,time_zone,enrolment_date,followup_end
P1,male,1965,,,,,,,UTC,,
P2,female,1972,,,,,,,UTC,,
patient_id,effective_time,measure,value,unit,recorded_time,body_site,region,muscle,grade,source,device,method,trials,upper_limit,author,note,external_id,reading_id,corrects,retracted_time,reason,retracted_by,provenance
P1,2025-01-06T09:00:00+00:00,grip,32,kg,2025-03-01T12:00:00+00:00,left,,,,device,dyn-A,,,,,,,rzfnefgbk40yf7qkx,,,,,
P2,2025-01-07T09:00:00+00:00,babinski,present,,2025-03-01T12:00:00+00:00,left,lumbosacral,,,clinician,,,,,,,,snjxvegetjyxv643f,,,,,
patient_id,kind,start_time,end_time,note,recorded_time,author,event_id,end_recorded_time,retracted_time,reason,retracted_by,provenance
$ myotrend backup copy.db
backed up to copy.db
$ myotrend sign clonus present --source clinician -p P1 --quiet
szfnefgg0kfpdgn8a
$ myotrend restore copy.db
restored FOLDER/store.db from copy.db
$ myotrend check
sound; patients 2, readings 1, signs 1, events 0, alerts 1
$ myotrend export --to fhir -o out
! myotrend: --to: fhir not in {csv}
! See: myotrend export --help
? 2
