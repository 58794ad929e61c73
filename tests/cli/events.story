# Events begin and end; after some of them nothing is raised any more.
$ myotrend patient add P7 --sex male --birth 1960
added P7  male, born 1960, UTC
$ myotrend event infection --at 2025-02-10
recorded ev8w46grcwh9gax5d: infection, 10 February 2025
P7: insufficient_data
Cannot tell: No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend event infection --until 2025-02-20
closed ev8w46grcwh9gax5d: infection, 10 February 2025 to 20 February 2025 23:59
P7: insufficient_data
Cannot tell: No strength measured. Two grip tests a week on each hand for four weeks are enough for a first answer. No referral criterion was met on data up to 1 March 2025; this does not exclude neuromuscular disease.
$ myotrend event infection --until 2025-02-21
! myotrend: no infection event is open; give --at TIME as well to record a new one
? 1
$ myotrend event infektion
! myotrend: kind "infektion" is not known; use infection
? 1
$ myotrend event injury --at 2025-02-03 --until 2025-02-01
! myotrend: end_time "2025-02-01" lies before start_time "2025-02-03"
? 1
$ myotrend sign babinski present --source clinician
recorded sv8w46g77960svr4p: babinski lumbosacral present, found by a clinician, 1 March 2025 12:00
P7: refer_urgent (was insufficient_data)
Babinski sign (lumbosacral) found by a clinician on 1 March 2025. Meets 'Brisk or pathological reflexes, spasticity'; suggests urgent neurology referral.
P7, upper motor neuron: raised, refer urgently: a rule of the pathway holds: U4 (1 March 2025).
@ 2025-03-02T12:00:00Z
$ myotrend event neurology-seen
recorded ev8w46gxvg65xhzwt: neurology-seen, 2 March 2025 12:00
P7: refer_urgent
Babinski sign (lumbosacral) found by a clinician on 1 March 2025. Meets 'Brisk or pathological reflexes, spasticity'; suggests urgent neurology referral.
P7, upper motor neuron: over: no longer followed for referral: neurology-seen (2 March 2025).
$ myotrend alerts --all
ALERT              PATIENT  LEVEL           STATE  RAISED
a0cdk2r6y9zjpcvb3  P7       refer urgently  over   2025-03-01
  upper motor neuron
$ myotrend sign clonus present --source clinician
recorded sv8w46gc6gj38v5mb: clonus present, found by a clinician, 2 March 2025 12:00
P7: refer_urgent
Babinski sign (lumbosacral) found by a clinician on 1 March 2025. Meets 'Brisk or pathological reflexes, spasticity'; suggests urgent neurology referral.
