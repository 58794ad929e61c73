# The life of an alert: raised, acknowledged, worse, eased, resolved, reopened, withdrawn.
$ myotrend patient add P7 --sex male --birth 1960
added P7  male, born 1960, UTC
$ myotrend sign atrophy present --region cervical --source clinician
recorded sv8w46gf88cd9623g: atrophy cervical present, found by a clinician, 1 March 2025 12:00
P7: refer_routine
Muscle atrophy (cervical) found by a clinician on 1 March 2025. Meets 'Muscle atrophy'; suggests neurology referral.
P7, muscle atrophy: raised, refer: a rule of the pathway holds: R2 (1 March 2025).
$ myotrend alerts
ALERT              PATIENT  LEVEL  STATE   RAISED      FLAG
aza05f09x1am8anhy  P7       refer  raised  2025-03-01  muscle atrophy
$ myotrend alerts list --format json
[{"schema":"myotrend.alert/1","id":"aza05f09x1am8anhy","patient":"P7","flag":"muscle-atrophy","level":"refer_routine","state":"raised","raised":"2025-03-01T12:00:00+00:00","updated":"2025-03-01T12:00:00+00:00","assessment_sha256":"SUM"}]
@ 2025-03-02T12:00:00Z
$ myotrend scan
! judged 0 patients, 0 alert changes
$ myotrend scan --full --exit-code
! judged 1 patient, 0 alert changes
$ myotrend alerts ack aza05f09x1am8anhy --by "Dr Gray" --why "called the patient"
P7, muscle atrophy: acknowledged by Dr Gray until 16 March 2025: called the patient (2 March 2025).
$ myotrend alerts ack aza05f09x1am8anhy
! myotrend: alert aza05f09x1am8anhy is acknowledged already; only a raised alert can be acknowledged
? 1
@ 2025-03-03T12:00:00Z
$ myotrend sign weakness present --region cervical --source clinician
recorded sv8w46ga80xnm1bgc: weakness cervical present, found by a clinician, 3 March 2025 12:00
P7: refer_urgent (was refer_routine)
Muscle weakness (cervical) found by a clinician on 3 March 2025. Meets 'Progressive weakness', 'Muscle atrophy'; suggests urgent neurology referral.
P7, muscle atrophy: worsened, now refer urgently: the level rose: R2, U2 (3 March 2025).
P7, progressive weakness: raised, refer: a rule of the pathway holds: R2 (3 March 2025).
$ myotrend alerts
ALERT              PATIENT  LEVEL           STATE   RAISED
aza05f09x1am8anhy  P7       refer urgently  raised  2025-03-01
  muscle atrophy
abj3nj2a7n1yzh8vf  P7       refer           raised  2025-03-03
  progressive weakness
@ 2025-03-04T12:00:00Z
$ myotrend sign weakness absent --source clinician
recorded sv8w46gaqss0sdy0c: weakness absent, found by a clinician, 4 March 2025 12:00
P7: refer_routine (was refer_urgent)
Muscle atrophy (cervical) found by a clinician on 1 March 2025. Meets 'Muscle atrophy'; suggests neurology referral.
P7, muscle atrophy: eased, now refer: the level fell: R2 (4 March 2025).
P7, progressive weakness: over: the rules have ended: R2 (4 March 2025).
$ myotrend alerts resolve aza05f09x1am8anhy --outcome healed
! myotrend: outcome "healed" is not known; use referred, cleared, duplicate or other
? 1
$ myotrend alerts resolve aza05f09x1am8anhy --outcome referred --why "letter sent"
P7, muscle atrophy: resolved by tester, referred: letter sent (4 March 2025).
$ myotrend alerts resolve aza05f09x1am8anhy --outcome referred
! myotrend: alert aza05f09x1am8anhy is resolved already; only a raised or acknowledged alert can be resolved
? 1
$ myotrend scan --full
! judged 1 patient, 0 alert changes
$ myotrend alerts
ALERT              PATIENT  LEVEL  STATE           RAISED
abj3nj2a7n1yzh8vf  P7       refer  over, not seen  2025-03-03
  progressive weakness
@ 2025-03-05T12:00:00Z
$ myotrend sign weakness present --region cervical --source clinician
recorded sv8w46gxhmgq66z15: weakness cervical present, found by a clinician, 5 March 2025 12:00
P7: refer_urgent (was refer_routine)
Muscle weakness (cervical) found by a clinician on 5 March 2025. Meets 'Progressive weakness', 'Muscle atrophy'; suggests urgent neurology referral.
P7, muscle atrophy: reopened, refer urgently: the level rose: R2, U2 (5 March 2025).
P7, progressive weakness: reopened, refer: a rule had ended and holds again: R2 (5 March 2025).
$ myotrend alerts show aza05f09x1am8anhy
Muscle atrophy: refer urgently
  patient      P7
  alert        aza05f09x1am8anhy
  state        raised
  raised       1 March 2025
  last change  5 March 2025
  assessment   sha256
               SUM

What happened
  - 1 March 2025, raised, refer: a rule of the pathway holds: R2
  - 2 March 2025, acknowledged by Dr Gray until 16 March 2025: called the
    patient
  - 3 March 2025, worsened, now refer urgently: the level rose: R2, U2
  - 4 March 2025, eased, now refer: the level fell: R2
  - 4 March 2025, resolved by tester, referred: letter sent
  - 5 March 2025, reopened, refer urgently: the level rose: R2, U2

Rules that hold
  - U2, refer_urgent: Article on post-COVID muscle fatigue, cramps and twitches,
    reviewed 22 Jan 2026: red flags that would warrant neurology referral; Gold
    Coast criteria 2020: lower motor neuron signs in two regions suffice;
    Proposal of this pathway; awaits a clinician's signature (A)
  - R2, refer_routine: Article on post-COVID muscle fatigue, cramps and
    twitches, reviewed 22 Jan 2026: red flags that would warrant neurology
    referral; Red Flag tool of the MND Association and RCGP; thinkALS of the ALS
    Association; Proposal of this pathway; awaits a clinician's signature (A)

Evidence
  - Muscle weakness (cervical) found by a clinician on 5 March 2025
  - Muscle atrophy (cervical) found by a clinician on 1 March 2025

Readings and findings
  - sv8w46gf88cd9623g: atrophy cervical present, found by a clinician, 1 March
    2025 12:00
  - sv8w46gxhmgq66z15: weakness cervical present, found by a clinician, 5 March
    2025 12:00

Judged by
  - post-covid-neuromuscular 1.0.0, point clinic, sha256
    SUM
$ myotrend alerts show aza05f09x1am8anhy --as-of 2025-03-02
Muscle atrophy: refer
  patient      P7
  alert        aza05f09x1am8anhy
  state        acknowledged
  raised       1 March 2025
  last change  2 March 2025
  assessment   sha256

What happened
  - 1 March 2025, raised, refer: a rule of the pathway holds: R2
  - 2 March 2025, acknowledged by Dr Gray until 16 March 2025: called the
    patient
$ myotrend alerts --as-of 2025-02-01
No alert.
$ myotrend check
sound; patients 1, readings 0, signs 4, events 0, alerts 2
