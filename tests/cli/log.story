# One reading at a time: trials, units, a reading that could not be taken, and what is refused.
$ myotrend log grip 32 kg --side left
$ myotrend patient add P7 --sex female --birth 1971
$ myotrend log grip 30 32 31 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
$ myotrend log grip 30 32 31 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
$ myotrend log grip 35 kg --side left --device dyn-A --at 2025-03-01T09:00:00Z
$ myotrend log grip could-not --side right --at 2025-03-01T09:05:00Z
$ myotrend log mip -60 cmH2O
$ myotrend log grip 70.5 lb --side right
$ myotrend log mrc 4- --muscle deltoid --side left --source clinician
$ myotrend log gripp 32 kg --side left
$ myotrend log grip 32 stone --side left
$ myotrend log grip 32 kg
$ myotrend log grip 32 kg --side lft
$ myotrend log grip 900 kg --side left
$ myotrend log grip 32 kg --side left --at 2031-01-01
$ myotrend log grip 32 kg --side left --sid left
$ myotrend log grip
$ myotrend log spo2 97 % --format json --quiet
