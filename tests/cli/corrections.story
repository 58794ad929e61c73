# A correction removes the ground of a referral and says so; the old value stays readable; undo takes back the last entry.
$ myotrend patient add P7 --sex male --birth 1960
added P7  male, born 1960, UTC
$ myotrend log ck 6000 U/L --source lab --at 2025-03-01T08:00:00Z
Send to emergency care now: creatine kinase is very high. Creatine kinase 6000 U/L on 1 March 2025, 17.6 times the upper limit of 340 U/L (assumed: the laboratory told none), rested. Meets 'Persistently raised creatine kinase', 'Emergency: creatine kinase'. This program calls nobody.
recorded rv8w46gbpca47rjtr: ck 6000 U/L, 1 March 2025 08:00
P7: emergency
P7, emergency: CK: raised, EMERGENCY: a rule of the pathway holds: EM4 (1 March 2025).
@ 2025-03-02T08:00:00Z
$ myotrend correct rv8w46gbpca47rjtr 160 U/L --why "a digit too many"
corrected rv8w46gbpca47rjtr: ck 6000 U/L, 1 March 2025 08:00, now 160 U/L
P7: insufficient_data (was emergency)
Cannot tell: No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer. No referral criterion was met on data up to 2 March 2025; this does not exclude neuromuscular disease.
P7, emergency: CK: withdrawn: the ground was removed by a correction or a retraction (2 March 2025).
$ myotrend history rv8w46gbpca47rjtr
rv8w46gbpca47rjtr of patient P7
2025-03-01T12:00:00+00:00  recorded ck 6000 U/L, 1 March 2025 08:00, by tester, entered 2025-03-01T12:00:00+00:00
2025-03-02T08:00:00+00:00  corrected 160 U/L, by tester, entered 2025-03-02T08:00:00+00:00, why: a digit too many
$ myotrend history rv8w46gbpca47rjtr --as-of 2025-03-01
rv8w46gbpca47rjtr of patient P7
2025-03-01T12:00:00+00:00  recorded ck 6000 U/L, 1 March 2025 08:00, by tester, entered 2025-03-01T12:00:00+00:00
$ myotrend correct rv8w46gbpca47rjtr -4 U/L --why "slip"
! myotrend: ck -4 U/L is impossible; accepted is 0 to 1000000 U/L
? 1
$ myotrend correct rv8w46gbpca47rjtr 160
! myotrend: --why is required
! See: myotrend correct --help
? 2
$ myotrend retract rv8w46gbpca47rjtr --why "other patient"
retracted rv8w46gbpca47rjtr: ck 6000 U/L, 1 March 2025 08:00, now 160 U/L
P7: insufficient_data
Cannot tell: No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer. No referral criterion was met on data up to 2 March 2025; this does not exclude neuromuscular disease.
$ myotrend retract rv8w46gbpca47rjtr --why "other patient"
! myotrend: rv8w46gbpca47rjtr was retracted already
? 1
$ myotrend history rv8w46gbpca47rjtr --format json
{"schema":"myotrend.history/1","id":"rv8w46gbpca47rjtr","patient":"P7","history":[{"what":"recorded","recorded":"2025-03-01T12:00:00+00:00","content":"ck 6000 U/L, 1 March 2025 08:00","entered":"2025-03-01T12:00:00+00:00","by":"tester"},{"what":"corrected","recorded":"2025-03-02T08:00:00+00:00","content":"160 U/L","why":"a digit too many","entered":"2025-03-02T08:00:00+00:00","by":"tester"},{"what":"retracted","recorded":"2025-03-02T08:00:00+00:00","why":"other patient","entered":"2025-03-02T08:00:00+00:00","by":"tester"}]}
@ 2025-03-05T08:00:00Z
$ myotrend sign babinski present --side left --source clinician
recorded sv8w46g49bwtfa186: babinski left lumbosacral present, found by a clinician, 5 March 2025 08:00
P7: refer_urgent (was insufficient_data)
Babinski sign (left lumbosacral) found by a clinician on 5 March 2025. Meets 'Brisk or pathological reflexes, spasticity'; suggests urgent neurology referral.
P7, upper motor neuron: raised, refer urgently: a rule of the pathway holds: U4 (5 March 2025).
@ 2025-03-05T08:30:00Z
$ myotrend undo
undone sv8w46g49bwtfa186: babinski left lumbosacral present, found by a clinician, 5 March 2025 08:00
P7: insufficient_data (was refer_urgent)
Cannot tell: No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer. No referral criterion was met on data up to 5 March 2025; this does not exclude neuromuscular disease.
P7, upper motor neuron: withdrawn: the ground was removed by a correction or a retraction (5 March 2025).
$ myotrend undo
! myotrend: the last entry of tester, rv8w46gbpca47rjtr, is older than an hour; retract it by its id
? 1
$ myotrend check
sound; patients 1, readings 1, signs 1, events 0, alerts 2
