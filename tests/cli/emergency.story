# An emergency begins with the action, says that nobody is called, and is raised at once.
$ myotrend patient add P7 --sex male --birth 1960
added P7  male, born 1960, UTC
$ myotrend sign orthopnoea present
Send to emergency care now: breathless at rest or lying flat. Orthopnoea reported by the patient on 1 March 2025. Meets 'Emergency: breathing'. This program calls nobody.
recorded sv8w46gb3n4vadrqm: orthopnoea present, told by the patient, 1 March 2025 12:00
P7: emergency
P7, emergency: breathing: raised, EMERGENCY: a rule of the pathway holds: EM1 (1 March 2025).
$ myotrend alerts
ALERT              PATIENT  LEVEL      STATE   RAISED      FLAG
ahca90kdxnvrkwn4t  P7       EMERGENCY  raised  2025-03-01  emergency: breathing
$ myotrend sign choking present --quiet
sv8w46gs357d02zw0
! Send to emergency care now: breathless at rest or lying flat. Orthopnoea reported by the patient on 1 March 2025. Meets 'Emergency: breathing', 'Emergency: swallowing'. This program calls nobody.
$ myotrend worklist
PATIENT  DISPOSITION  SINCE       ACT  STRENGTH  COURSE  ALERTS
P7       EMERGENCY    2025-03-01  now  never             2 new
  Orthopnoea reported by the patient on 1 March 2025
@ 2025-03-12T12:00:00Z
$ myotrend scan --exit-code
{"schema":"myotrend.alert-change/1","at":"2025-03-12T12:00:00+00:00","alert":"ahca90kdxnvrkwn4t","patient":"P7","flag":"emergency-breathing","change":"eased","from":"emergency","to":"refer_urgent","reason":"the level fell: U8"}
{"schema":"myotrend.alert-change/1","at":"2025-03-12T12:00:00+00:00","alert":"advk8es6r8v9dfczy","patient":"P7","flag":"emergency-swallowing","change":"eased","from":"emergency","to":"refer_urgent","reason":"the level fell: U8"}
! judged 1 patient, 2 alert changes
$ myotrend scan --exit-code
! judged 0 patients, 0 alert changes
$ myotrend alerts --format json
[{"schema":"myotrend.alert/1","id":"ahca90kdxnvrkwn4t","patient":"P7","flag":"emergency-breathing","level":"refer_urgent","state":"raised","raised":"2025-03-01T12:00:00+00:00","updated":"2025-03-12T12:00:00+00:00","assessment_sha256":"SUM"},{"schema":"myotrend.alert/1","id":"advk8es6r8v9dfczy","patient":"P7","flag":"emergency-swallowing","level":"refer_urgent","state":"raised","raised":"2025-03-01T12:00:00+00:00","updated":"2025-03-12T12:00:00+00:00","assessment_sha256":"SUM"}]
