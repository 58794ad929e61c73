"""pathway diff and whatif: in what two sets of rules differ, and what another would have meant for the same history."""
import copy
import json

from walking import PATIENTS, Place, table, weekly_grip


def rule(document, name):
    return next(rule for rule in document["rules"] if rule["id"] == name)


def other_rules(program, tally):
    with Place(program, tally) as place:
        built_in = json.loads(place.run("pathway", "show", "--format", "json").out)
        place.write("same.json", json.dumps(built_in))
        done = place.expect("a pathway beside itself", ("pathway", "diff", "built-in", place.path("same.json")), 0)
        tally.equal("nothing differs", done.out, "The two say the same.\n")

        stricter = copy.deepcopy(built_in)
        stricter["version"] = "9.9.9"
        by_evidence = [line for line in rule(stricter, "R1")["lines"] if any("evidence" in condition for condition in line["when"])]
        rule(stricter, "R1")["lines"] = by_evidence  # a second step refers no longer
        for line in by_evidence:
            for condition in line["when"]:
                if "evidence" in condition:
                    condition["evidence"]["at_least"] = 1e99
        stricter["rules"] = [kept for kept in stricter["rules"] if kept["id"] not in ("U7", "U2", "R4")]
        stricter["sets"]["RESP"] = ["orthopnoea"]
        place.write("stricter.json", json.dumps(stricter))
        found = place.run("pathway", "diff", "built-in", place.path("stricter.json"), "--format", "json").json()["differences"]
        places = {difference["place"]: difference for difference in found}
        tally.check("the version is told", places.get("version", {}).get("after") == "9.9.9", places.keys())
        tally.check("a changed cut-off is told at its place, with both values",
                    any(name.startswith("rules R1") and difference["after"] == 1e99 for name, difference in places.items()), places.keys())
        tally.check("a rule that has gone is told", places.get("rules U7", {}).get("after", 0) is None, places.keys())
        tally.check("codes that have gone are told one by one",
                    {difference["before"] for difference in found if difference["place"] == "sets RESP"}
                    == {"breathless-at-rest", "paradoxical-breathing", "morning-headache"}, found)
        text = place.run("pathway", "diff", "built-in", place.path("stricter.json")).out
        tally.check("as text too", "+ 9.9.9" in text and f"- {built_in['version']}" in text, text[:400])
        place.expect("one pathway only", ("pathway", "diff", "built-in"), 2)
        place.write("broken.json", "{}")
        place.expect("a file that holds none", ("pathway", "diff", "built-in", place.path("broken.json")), 1)
        place.expect("no such file", ("pathway", "whatif", place.path("nowhere.json")), 1)

        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(40, change_pct=-1.2) + weekly_grip(40, patient="P2", value=30)
        place.import_text(table(list(rows[0]), rows))
        same = place.run("pathway", "whatif", place.path("same.json"), "--format", "json").json()
        tally.equal("the same rules change nobody", same["changed"], [])
        tally.equal("and give the same figures", {**same["now"], "pathway": {}}, {**same["if"], "pathway": {}})
        what = place.run("pathway", "whatif", place.path("stricter.json"), "--format", "json").json()
        tally.equal("whoever fell would not be referred", [changed["patient"] for changed in what["changed"]], ["P1"])
        tally.check("when he was", what["changed"][0]["now"]["first_referred"] is not None and what["changed"][0]["if"]["first_referred"] is None, what)
        tally.check("fewer alerts", what["if"]["alerts"] < what["now"]["alerts"], what)
        tally.check("per 100 patient-months", abs(what["now"]["alerts_per_100_patient_months"] - 100 * what["now"]["alerts"] / what["patient_months"]) < 1e-9, what)
        early = place.run("pathway", "whatif", place.path("stricter.json"), "--as-of", "2025-02-01", "--format", "json").json()
        tally.check("as of a day before anybody fell, nobody would change", early["changed"] == [] and early["patient_months"] < what["patient_months"], early)
        one = place.run("pathway", "whatif", place.path("stricter.json"), "-p", "P2", "--format", "json").json()
        tally.equal("one patient only, if one is named", (one["patients"], one["changed"]), (1, []))
        tally.equal("the same with one worker and four",
                    place.run("pathway", "whatif", place.path("stricter.json"), "--jobs", "1").out,
                    place.run("pathway", "whatif", place.path("stricter.json"), "--jobs", "4").out)
        text = place.run("pathway", "whatif", place.path("stricter.json")).out
        tally.check("as text: who and how", "P1  refer_" in text and "-> never" in text and "alerts per 100 patient-months" in text, text)
