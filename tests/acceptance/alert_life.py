"""scan and alerts: raised once, quiet when nothing changed, worse, withdrawn, resolved, reopened."""
import re
import subprocess

from walking import PATIENTS, Place, measurement, table, weekly_grip

CHANGE_KEYS = {"schema", "at", "alert", "patient", "flag", "change", "from", "to", "reason"}
ALERT_KEYS = {"schema", "id", "patient", "flag", "level", "state", "raised", "updated", "assessment_sha256"}


def at(day, hour=8):
    return f"2026-{day}T{hour:02}:00:00Z"


def finding(sign, day, present=True, source="clinician", patient="P1", **told):
    return measurement(patient_id=patient, measure=sign, value="present" if present else "absent", unit="", body_site="", source=source,
                       effective_time=at(day), recorded_time=at(day), **told)


def take(place, row):
    return place.import_text(table(list(row), [row]), name="fact.csv")


def changes(place, day, *options):
    done = place.run("scan", *options, MYOTREND_NOW=at(day, 12))
    place.tally.check(f"scan on {day}", done.code in (0, 10), done.said)
    return [(line["patient"], line["flag"], line["change"], line["to"]) for line in done.json_lines()], done


def life(program, tally):
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = at("03-01", 12)
        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(14, first="2025-11-24")
        place.import_text(table(list(rows[0]), rows))
        tally.equal("nothing to raise", changes(place, "03-01")[0], [])
        place.surroundings["MYOTREND_NOW"] = at("03-02", 12)
        take(place, finding("pseudobulbar-affect", "03-02"))
        found, done = changes(place, "03-02", "--exit-code")
        tally.equal("raised", found, [("P1", "bulbar", "raised", "refer_routine")])
        tally.equal("--exit-code tells of new alerts", done.code, 10)
        line = done.json_lines()[0]
        tally.check("a change has every key", CHANGE_KEYS <= set(line) and line["schema"] == "myotrend.alert-change/1" and line["reason"], line)
        found, done = changes(place, "03-02", "--exit-code")
        tally.equal("a second scan says nothing", (found, done.code), ([], 0))
        tally.equal("nor a full one", changes(place, "03-02", "--full")[0], [])
        alerts = place.expect("alerts", ("alerts", "--format", "json"), 0, MYOTREND_NOW=at("03-02", 12)).json_or_list()
        tally.check("one alert with every key", len(alerts) == 1 and ALERT_KEYS <= set(alerts[0]) and alerts[0]["schema"] == "myotrend.alert/1", alerts)
        alert = alerts[0]["id"]
        tally.check("the assessment's sum", re.fullmatch(r"[0-9a-f]{64}", alerts[0]["assessment_sha256"]), alerts[0])
        place.expect("alerts show", ("alerts", "show", alert), 0, ("P1",))
        place.expect("alerts ack", ("alerts", "ack", alert, "--by", "Dr A"), 0, MYOTREND_NOW=at("03-03", 9))
        tally.equal("acknowledged stays quiet", changes(place, "03-03", "--full")[0], [])
        place.surroundings["MYOTREND_NOW"] = at("03-04", 12)
        take(place, finding("tongue-fasciculation", "03-04"))
        take(place, finding("split-hand", "03-04"))
        found, _ = changes(place, "03-04")
        tally.check("worse: the bulbar alert goes up", ("P1", "bulbar", "worsened", "refer_urgent") in found, found)
        tally.check("and muscle atrophy is raised", ("P1", "muscle-atrophy", "raised", "refer_routine") in found, found)
        place.surroundings["MYOTREND_NOW"] = at("03-20", 12)
        take(place, finding("tongue-fasciculation", "03-20", present=False))
        take(place, finding("split-hand", "03-20", present=False))
        found, _ = changes(place, "03-20")
        tally.check("eased when the second sign is gone", ("P1", "bulbar", "eased", "refer_routine") in found, found)
        tally.check("over when it has ended", any(change[1:3] == ("muscle-atrophy", "over") for change in found), found)
        place.expect("alerts resolve", ("alerts", "resolve", alert, "--outcome", "referred", "--why", "letter sent"), 0, MYOTREND_NOW=at("03-21", 9))
        tally.equal("resolved is quiet", changes(place, "03-21", "--full")[0], [])
        done = place.run("assess", "-p", "P1", "--format", "json", MYOTREND_NOW=at("03-21", 12)).json()
        tally.equal("resolving closes the alert, never the disposition", done["disposition"], "refer_routine")
        place.surroundings["MYOTREND_NOW"] = at("03-22", 12)
        take(place, finding("tongue-fasciculation", "03-22"))
        found, _ = changes(place, "03-22")
        tally.check("reopened when its level rises", ("P1", "bulbar", "reopened", "refer_urgent") in found, found)
        place.expect("an unknown outcome", ("alerts", "resolve", alert, "--outcome", "fine"), (1, 2), MYOTREND_NOW=at("03-22", 13))
        place.expect("check", ("check",), 0)


def withdrawn(program, tally):
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = at("03-02", 12)
        place.import_text(PATIENTS, name="patients.csv")
        take(place, finding("babinski", "03-02"))
        tally.equal("raised", changes(place, "03-02")[0], [("P1", "upper-motor-neuron", "raised", "refer_urgent")])
        finding_id = next(row["reading_id"] for row in place.rows())
        done = place.expect("retract the ground", ("retract", finding_id, "--why", "other patient"), 0, MYOTREND_NOW=at("03-03", 9))
        tally.check("it is told", "withdrawn" in done.said.lower(), done.said)
        tally.equal("the scan has nothing left to say", changes(place, "03-03")[0], [])
        alerts = place.run("alerts", "--format", "json", "--as-of", "2026-03-02", MYOTREND_NOW=at("04-01")).json_or_list()
        tally.check("as it was known on the day before", alerts and alerts[0]["state"] == "raised", alerts)
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = at("03-02", 12)
        place.import_text(PATIENTS, name="patients.csv")
        row = dict(finding("babinski", "03-02"), external_id="f-1")
        take(place, row)
        changes(place, "03-02")
        place.surroundings["MYOTREND_NOW"] = at("03-05", 12)
        take(place, dict(row, retracted_time=at("03-05", 9), reason="other patient"))
        found, _ = changes(place, "03-05")
        tally.check("a ground withdrawn by import is told by the scan", [change[2] for change in found] == ["withdrawn"], found)


def not_ours_any_more(program, tally):
    """After neurology has seen the patient only an emergency is raised; after death nothing."""
    for event, expected_later in (("neurology-seen", True), ("discharge", True), ("withdrew", True), ("death", False)):
        with Place(program, tally) as place:
            place.surroundings["MYOTREND_NOW"] = at("03-02", 12)
            place.import_text(PATIENTS, name="patients.csv")
            take(place, finding("atrophy", "03-02", region="cervical"))
            changes(place, "03-02")
            place.expect(event, ("event", event, "--at", at("03-03"), "-p", "P1"), 0, MYOTREND_NOW=at("03-03", 9))
            states = [alert["state"] for alert in place.run("alerts", "show", alert_id(place), "--format", "json", MYOTREND_NOW=at("03-03", 10)).json_or_list()]
            tally.equal(f"{event}: the standing alert is over", states, ["over"])
            place.surroundings["MYOTREND_NOW"] = at("03-05", 12)
            take(place, finding("babinski", "03-05"))
            tally.equal(f"{event}: no referral is raised", changes(place, "03-05")[0], [])
            place.surroundings["MYOTREND_NOW"] = at("03-06", 12)
            take(place, finding("orthopnoea", "03-06", source="patient"))
            found, _ = changes(place, "03-06")
            raised = ("P1", "emergency-breathing", "raised", "emergency") in found
            tally.equal(f"{event}: an emergency is {'raised' if expected_later else 'not raised'}", raised, expected_later)


def alert_id(place):
    done = place.run("alerts", "--all", "--format", "json", MYOTREND_NOW=at("04-01")).out
    return re.search(r'"id": ?"(a[0-9a-z]+)"', done)[1]


def unanswered(program, tally):
    """An emergency that nobody answered stays urgent until its alert is resolved."""
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = at("03-02", 12)
        place.import_text(PATIENTS, name="patients.csv")
        take(place, finding("orthopnoea", "03-02", source="patient"))
        tally.equal("raised", changes(place, "03-02")[0], [("P1", "emergency-breathing", "raised", "emergency")])
        tally.equal("eased to urgent after its week", changes(place, "03-12")[0], [("P1", "emergency-breathing", "eased", "refer_urgent")])
        alert = alert_id(place)
        place.expect("resolved", ("alerts", "resolve", alert, "--outcome", "cleared", "--why", "seen in hospital"), 0, MYOTREND_NOW=at("03-13", 9))
        done = place.run("assess", "-p", "P1", "--format", "json", MYOTREND_NOW=at("03-14", 12)).json()
        tally.check("a resolved emergency no longer refers", not any(rule["id"] == "U8" for rule in done["rules"]), done["rules"])


def two_scans(program, tally):
    with Place(program, tally) as place:
        patients = "patient_id,sex,birth_year\n" + "".join(f"N{number:03},male,1960\n" for number in range(120))
        place.import_text(patients, name="patients.csv")
        rows = [measurement(patient_id=f"N{number:03}", measure="babinski", value="present", unit="", body_site="", source="clinician") for number in range(120)]
        place.import_text(table(list(rows[0]), rows))
        running = [subprocess.Popen([program, "scan", "--jobs", "2"], env=place.surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
        done = [(process.communicate(), process.returncode) for process in running]
        tally.check("scans at once all end well", all(code == 0 for _, code in done), [(said[1][-300:], code) for said, code in done])
        lines = [line for said, _ in done for line in said[0].splitlines()]
        tally.equal("and raise nothing twice", (len(lines), len(set(lines))), (120, 120))


def alert_life(program, tally):
    for part in (life, withdrawn, not_ours_any_more, unanswered, two_scans):
        part(program, tally)
