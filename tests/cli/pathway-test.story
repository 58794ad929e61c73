# Cases of a pathway: what a clinician expects of the rules, and what comes out instead.
@ 2025-03-01T12:00:00Z
file good.json
{"rule": "R2", "cases": [
  {"name": "a split hand", "facts": [{"sign": "split-hand", "by": "clinician", "day": 3}], "as_of_day": 4, "expect": {"disposition": "refer_routine", "holds": ["R2:muscle-atrophy"]}},
  {"name": "a split hand only reported", "facts": [{"sign": "split-hand", "day": 3}], "as_of_day": 4, "expect": {"holds_not": ["R2"]}}]}
end
file wrong.json
{"rule": "R2", "cases": [
  {"name": "a split hand only reported", "facts": [{"sign": "split-hand", "day": 3}], "as_of_day": 4, "expect": {"disposition": "refer_routine"}}]}
end
file empty.json
{"rule": "R2", "cases": []}
end
file slip.json
{"rule": "R7", "cases": [{"name": "x", "facts": [], "as_of_day": 4, "expect": {"disposition": "continue"}}]}
end
$ myotrend pathway test good.json
2 passed, 0 failed
$ myotrend pathway test good.json wrong.json
wrong.json: R2, a split hand only reported: expected refer_routine, found reassess (rules that hold: S2:other-findings)
2 passed, 1 failed
? 1
$ myotrend pathway test empty.json
! myotrend: empty.json: holds no case
? 1
$ myotrend pathway test slip.json
! myotrend: slip.json: rule "R7" is not known
? 1
$ myotrend pathway test good.json --format json
{"schema":"myotrend.pathway-test/1","passed":2,"failed":0,"cases":[{"file":"good.json","rule":"R2","name":"a split hand","passed":true,"faults":[]},{"file":"good.json","rule":"R2","name":"a split hand only reported","passed":true,"faults":[]}]}
