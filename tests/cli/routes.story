# Where a notice goes, when and why: quiet hours hold it back, an escalation follows, and a config is checked first.
@ 2025-03-01T22:00:00Z
file deliver.toml
[channels.ward]
type = "console"
quiet_hours = "20:00-07:00"
zone = "Europe/London"
[channels.duty]
type = "console"
[channels.chief]
type = "console"
[clinics.north]
patients = ["N-*"]
[[routes]]
name = "at once"
levels = ["refer_urgent", "emergency"]
to = ["duty"]
escalate = [{ after = "4h", to = ["chief"] }]
[[routes]]
name = "the north"
clinics = ["north"]
to = ["ward"]
escalate = [{ after = "1d", to = ["chief"] }]
[[routes]]
name = "rest"
to = ["chief"]
end
file wrong.toml
[channels.ward]
type = "smtp"
server = "hospital"
to = "ward"
password = "open sesame"
[[routes]]
name = "rest"
to = ["wrad"]
levls = ["emergency"]
end
$ myotrend routes check --config wrong.toml
! myotrend: wrong.toml:3: server of channels.ward: mail server "hospital" is not known; there is none
! wrong.toml:4: to of channels.ward: "ward" is no mail address; write one such as ward@example.org
! wrong.toml:5: password of channels.ward is not known, and no secret may stand here in plain; use type, server, to, subject, quiet_hours, zone, quiet_days
! wrong.toml:8: to of routes 1: channel "wrad" is not known; did you mean "ward"?
! wrong.toml:9: levls of routes 1 is not known; did you mean "levels"?
? 1
$ myotrend routes check --config deliver.toml
deliver.toml is sound

Channels
  chief                console
  duty                 console
  ward                 console

Routes
  at once              to duty; escalates after 4 h to chief
  the north            to ward; escalates after 1 d to chief
  rest                 to chief
$ myotrend routes check --config deliver.toml --format json
{"schema":"myotrend.delivery-config/1","place":"deliver.toml","channels":[{"channel":"chief","description":"console"},{"channel":"duty","description":"console"},{"channel":"ward","description":"console"}],"routes":["at once","the north","rest"]}
$ myotrend routes check --config nowhere.toml
! myotrend: nowhere.toml cannot be read: No such file or directory
? 1
$ myotrend deliver --test wrad --config deliver.toml
! myotrend: --test: there is no channel "wrad"; did you mean "ward"?
? 2
$ myotrend deliver --test ward --config deliver.toml
{"schema":"myotrend.notice/1","key":"ntest-1740866400000000","alert":"test","sequence":1,"patient":"TEST","patient_key":"test","flag":"test","title":"Test notice","level":"refer_routine","change":"raised","state":"raised","weight":"act","firing":true,"raised":"2025-03-01T22:00:00+00:00","at":"2025-03-01T22:00:00+00:00","reason":"somebody asked for a test of this channel; it is about nobody, and nothing has to be done","by":"","outcome":"none","zone":"UTC","excerpt":{"summary":"This is a test. It is about nobody.","rules":[],"evidence":[],"measures":[],"readings":[],"act_within_days":null,"pathway":"","assessment_sha256":""},"delivery":{"key":"ntest-1740866400000000","step":0}}
! ward, console: the receiver took it
$ myotrend patient add N-17 --sex male --birth 1960
added N-17  male, born 1960, UTC
$ myotrend sign atrophy present --region cervical --source clinician
recorded shtr05y34ry8k0w52: atrophy cervical present, found by a clinician, 1 March 2025 22:00
N-17: refer_routine
Muscle atrophy (cervical) found by a clinician on 1 March 2025. Meets 'Muscle atrophy'; suggests neurology referral.
N-17, muscle atrophy: raised, refer: a rule of the pathway holds: R2 (1 March 2025).
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml
a9cv6gymrystnj4ct, Muscle atrophy, refer_routine, patient N-17 of clinic north

The routes of deliver.toml
  at once              does not take it: its levels do not hold refer_routine
  the north            takes it: clinic north

What was last to be told (raised) would go now to
  ward                 2 March 2025 07:00
    route "the north": clinic north; quiet hours hold it until 2025-03-02T07:00:00+00:00
  chief                3 March 2025 07:00, unless somebody has seen it by then
    route "the north", step 1: if nobody has acknowledged it 1 d after the first was told

So far
  nothing was sent; run myotrend deliver
$ myotrend deliver --config deliver.toml
! sent 0 notices
@ 2025-03-02T07:00:00Z
$ myotrend deliver --config deliver.toml
{"schema":"myotrend.notice/1","key":"n8eyy8k6rk6psgyv6","alert":"a9cv6gymrystnj4ct","sequence":1,"patient":"N-17","patient_key":"vx6sp5vaj4zj2ftb","flag":"muscle-atrophy","title":"Muscle atrophy","level":"refer_routine","change":"raised","state":"raised","weight":"act","firing":true,"raised":"2025-03-01T22:00:00+00:00","at":"2025-03-01T22:00:00+00:00","reason":"a rule of the pathway holds: R2","by":"","outcome":"none","zone":"UTC","excerpt":{"summary":"Muscle atrophy (cervical) found by a clinician on 1 March 2025. Meets 'Muscle atrophy'; suggests neurology referral.","rules":["R2"],"evidence":["Muscle atrophy (cervical) found by a clinician on 1 March 2025"],"measures":[],"readings":["shtr05y34ry8k0w52"],"act_within_days":28,"pathway":"post-covid-neuromuscular 1.0.0 clinic","assessment_sha256":"SUM"},"delivery":{"key":"n8eyy8k6rk6psgyv6","step":0}}
! sent 1 notice
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml
a9cv6gymrystnj4ct, Muscle atrophy, refer_routine, patient N-17 of clinic north

The routes of deliver.toml
  at once              does not take it: its levels do not hold refer_routine
  the north            takes it: clinic north

What was last to be told (raised) would go now to
  ward                 at once
    route "the north": clinic north
  chief                3 March 2025 07:00, unless somebody has seen it by then
    route "the north", step 1: if nobody has acknowledged it 1 d after the first was told

So far
  ward                 notice 1 (raised), sent 2 March 2025 07:00
    route "the north": clinic north; quiet hours hold it until 2025-03-02T07:00:00+00:00
  chief                notice 1 (raised), waiting
    route "the north", step 1: if nobody has acknowledged it 1 d after the first was told
@ 2025-03-03T06:59:59Z
$ myotrend deliver --config deliver.toml
! sent 0 notices
@ 2025-03-03T07:00:00Z
$ myotrend deliver --config deliver.toml
{"schema":"myotrend.notice/1","key":"n8eyy8k6rk6psgyv6","alert":"a9cv6gymrystnj4ct","sequence":1,"patient":"N-17","patient_key":"vx6sp5vaj4zj2ftb","flag":"muscle-atrophy","title":"Muscle atrophy","level":"refer_routine","change":"raised","state":"raised","weight":"act","firing":true,"raised":"2025-03-01T22:00:00+00:00","at":"2025-03-01T22:00:00+00:00","reason":"a rule of the pathway holds: R2","by":"","outcome":"none","zone":"UTC","excerpt":{"summary":"Muscle atrophy (cervical) found by a clinician on 1 March 2025. Meets 'Muscle atrophy'; suggests neurology referral.","rules":["R2"],"evidence":["Muscle atrophy (cervical) found by a clinician on 1 March 2025"],"measures":[],"readings":["shtr05y34ry8k0w52"],"act_within_days":28,"pathway":"post-covid-neuromuscular 1.0.0 clinic","assessment_sha256":"SUM"},"delivery":{"key":"n8eyy8k6rk6psgyv6-1","step":1}}
! sent 1 notice
$ myotrend sign weakness present --region cervical --source clinician
recorded shtr05yg3005phsng: weakness cervical present, found by a clinician, 3 March 2025 07:00
N-17: refer_urgent (was refer_routine)
Muscle weakness (cervical) found by a clinician on 3 March 2025. Meets 'Progressive weakness', 'Muscle atrophy'; suggests urgent neurology referral.
N-17, muscle atrophy: worsened, now refer urgently: the level rose: R2, U2 (3 March 2025).
N-17, progressive weakness: raised, refer: a rule of the pathway holds: R2 (3 March 2025).
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml --format json
{"schema":"myotrend.routes/1","alert":"a9cv6gymrystnj4ct","patient":"N-17","clinic":"north","level":"refer_urgent","change":"worsened","routes":[{"route":"at once","takes":true,"why":"level refer_urgent"}],"destinations":[{"channel":"duty","not_before":"2025-03-03T07:00:00+00:00","step":0,"unless_seen":false,"why":"route \"at once\": level refer_urgent"},{"channel":"chief","not_before":"2025-03-03T11:00:00+00:00","step":1,"unless_seen":true,"why":"route \"at once\", step 1: if nobody has acknowledged it 4 h after the first was told"},{"channel":"chief","not_before":"2025-03-03T07:00:00+00:00","step":0,"unless_seen":false,"why":"it was told of this alert before"},{"channel":"ward","not_before":"2025-03-03T07:00:00+00:00","step":0,"unless_seen":false,"why":"it was told of this alert before"}],"deliveries":[{"id":"d1","sequence":1,"change":"raised","channel":"ward","step":0,"state":"sent","fault":"","why":"route \"the north\": clinic north; quiet hours hold it until 2025-03-02T07:00:00+00:00"},{"id":"d2","sequence":1,"change":"raised","channel":"chief","step":1,"state":"sent","fault":"","why":"route \"the north\", step 1: if nobody has acknowledged it 1 d after the first was told"}]}
$ myotrend routes explain nothing --config deliver.toml
! myotrend: there is no alert "nothing"
? 3
$ myotrend routes explain a9cv6gymrystnj4ct
a9cv6gymrystnj4ct, Muscle atrophy, refer_urgent, patient N-17

The routes: there is no config of delivery

What was last to be told (worsened) would go now to
  console              at once
    no channel is configured

So far
  ward                 notice 1 (raised), sent 2 March 2025 07:00
    route "the north": clinic north; quiet hours hold it until 2025-03-02T07:00:00+00:00
  chief                notice 1 (raised), sent 3 March 2025 07:00
    route "the north", step 1: if nobody has acknowledged it 1 d after the first was told
