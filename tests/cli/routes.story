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
? -11
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml
! myotrend: there is no alert "a9cv6gymrystnj4ct"
? 3
$ myotrend deliver --config deliver.toml
! sent 0 notices
@ 2025-03-02T07:00:00Z
$ myotrend deliver --config deliver.toml
! sent 0 notices
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml
! myotrend: there is no alert "a9cv6gymrystnj4ct"
? 3
@ 2025-03-03T06:59:59Z
$ myotrend deliver --config deliver.toml
! sent 0 notices
@ 2025-03-03T07:00:00Z
$ myotrend deliver --config deliver.toml
! sent 0 notices
$ myotrend sign weakness present --region cervical --source clinician
? -11
$ myotrend routes explain a9cv6gymrystnj4ct --config deliver.toml --format json
! myotrend: there is no alert "a9cv6gymrystnj4ct"
? 3
$ myotrend routes explain nothing --config deliver.toml
! myotrend: there is no alert "nothing"
? 3
$ myotrend routes explain a9cv6gymrystnj4ct
! myotrend: there is no alert "a9cv6gymrystnj4ct"
? 3
