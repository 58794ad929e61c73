"""replay: each day decided with what had been recorded by then; and the pages of a report."""
import datetime
import json
import os
import re

from walking import PATIENTS, Place, measurement, table, weekly_grip

LEVELS = ("insufficient_data", "continue", "reassess", "refer_routine", "refer_urgent", "emergency")


def rows_of(place, *options):
    done = place.run("replay", "-o", place.path("decisions.csv"), *options)
    place.tally.check("replay " + " ".join(options), done.code == 0, done.said)
    lines = place.read("decisions.csv").splitlines()
    place.tally.equal("the header of decisions", lines[0], "patient_id,decision_date,disposition")
    return [tuple(line.split(",")) for line in lines[1:]]


def replayed(program, tally):
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(30, change_pct=-1.2) + weekly_grip(30, patient="P2", value=30)
        sign = measurement(patient_id="P2", measure="ptosis-or-diplopia", value="present", unit="", body_site="", source="clinician",
                           effective_time="2025-05-10T09:00:00Z", recorded_time="2025-05-20T23:30:00Z")
        place.import_text(table(list(rows[0]), rows + [sign]))
        found = rows_of(place)
        tally.check("sorted, one row a disposition", found == sorted(set(found)) and len({row[::2] for row in found}) == len(found), found)
        tally.check("words and dates", all(row[2] in LEVELS and datetime.date.fromisoformat(row[1]) for row in found), found)
        days = {row[::2]: row[1] for row in found}
        tally.equal("too little data on the first day", days.get(("P1", "insufficient_data")), "2025-01-06")
        tally.check("a falling hand is referred", ("P1", "refer_routine") in days, found)
        tally.equal("a finding counts on the day it was recorded, in the patient's zone", days.get(("P2", "refer_routine")), "2025-05-21")
        tally.check("the other is not referred before", ("P2", "refer_urgent") not in days, found)
        tally.equal("the same with one worker and four", (rows_of(place, "--jobs", "1"), rows_of(place, "--jobs", "4")), (found, found))
        for patient, day, disposition in found[:6]:
            answer = place.run("assess", "-p", patient, "--as-of", day, "--format", "json").json()
            tally.equal(f"{patient} on {day} as assess says", answer["disposition"], disposition)
        later = measurement(patient_id="P2", measure="babinski", value="present", unit="", body_site="", source="clinician",
                            effective_time="2025-02-01T09:00:00Z", recorded_time="2025-09-01T09:00:00Z")
        place.import_text(table(list(later), [later]))
        again = {row for row in rows_of(place) if row[1] < "2025-09-01"}
        tally.check("no leak: a later record changes no earlier decision", again == set(found), sorted(again ^ set(found)))
        then = rows_of(place, "--as-of", "2025-05-20T23:40:00Z")
        tally.equal("--as-of: as the replay of that time, in the patient's zone", then, [row for row in found if row[1] <= "2025-05-20"
                                                                                        or row == ("P2", "2025-05-21", "refer_routine")])
        then = rows_of(place, "--as-of", "2025-05-20T23:20:00Z")
        tally.equal("--as-of: nothing that was recorded later", then, [row for row in found if row[1] <= "2025-05-20"])
        done = place.run("export", "--to", "csv", "-o", place.path("then"), "--as-of", "2025-03-01", "--format", "json").json()
        written = len(place.read("then/measurements.csv").splitlines()) - 1
        tally.check("export --as-of counts what it wrote", done["readings"] + done["signs"] == written and 0 < written < len(rows), (done, written))
        place.expect("replay every week", ("replay", "-o", place.path("weekly.csv"), "--every", "7"), 0)
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        rows = [{key: value for key, value in row.items() if key != "recorded_time"} for row in weekly_grip(20)]
        place.import_text(table(list(rows[0]), rows))
        done = place.run("replay", "-o", place.path("decisions.csv"))
        tally.check("replay warns when most was recorded on the day of import", done.code == 0 and "import" in done.err.lower(), done.said)


def pages(program, tally):
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(40, change_pct=-1.0)
        rows.append(measurement(note="<script>alert(1)</script>", effective_time="2025-03-05T09:00:00Z"))
        place.import_text(table(sorted({key for row in rows for key in row}), rows))
        place.run("event", "injury", "--at", "2025-05-01", "-p", "P1", "--note", "<b>bold</b> & \"quoted\"")
        for ending in ("html", "txt", "json"):
            place.expect(f"report .{ending}", ("report", "-p", "P1", "-o", place.path(f"page.{ending}")), 0)
        html = place.read("page.html")
        tally.check("charts are in the page", html.count("<svg") >= 1)
        tally.check("nothing is fetched", not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//|@import|url\((?!#|data:)", html))
        tally.check("no script, nor what a note would make one", "<script" not in html.lower() and "<b>bold</b>" not in html)
        tally.check("language and title", re.search(r"<html[^>]* lang=", html) and "<title>" in html)
        tally.check("charts say in words what they show", re.search(r"<svg[^>]*(?:role=\"img\"|aria-label)", html))
        for name in ("page.html", "page.txt"):
            text = place.read(name).lower()
            tally.check(f"{name}: research use, supports and does not replace", "research use" in text and "clinical judgement" in text)
            tally.check(f"{name}: the pathway's version", "post-covid-neuromuscular" in text)
            for word in ("not als", "rules out", "unlikely to be", "benign", "no need to worry", "all clear"):
                tally.check(f"{name}: never says {word}", word not in text)
        json.loads(place.read("page.json"))
        place.expect("report --since", ("report", "-p", "P1", "-o", place.path("since.html"), "--since", "2025-06-01"), 0)
        place.expect("the same page again", ("report", "-p", "P1", "-o", place.path("again.html"), "--as-of", "2025-12-01"), 0)
        place.expect("and again", ("report", "-p", "P1", "-o", place.path("again2.html"), "--as-of", "2025-12-01"), 0)
        tally.check("the same bytes", place.read("again.html") == place.read("again2.html"))
        place.expect("a report into no folder", ("report", "-p", "P1", "-o", place.path("no/where.html")), (1, 2))


def diary(program, tally):
    """A real diary of a year, when it lies beside the project: improving, without any strength measured."""
    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "data", "visible", "visible-2025.csv")
    if not os.path.exists(file):
        print("the real diary does not lie beside the project: skipped")
        return
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = "2026-06-01T12:00:00Z"
        place.run("patient", "add", "diarist", "--sex", "female", "--birth", "1980")
        place.expect("an export of an app, for the only patient", ("import", file), 0)
        first = place.exported()
        tally.check("a year of entries", first["measurements.csv"].count("\n") > 3000, first["measurements.csv"].count("\n"))
        place.expect("the diary told twice", ("import", file, "--patient", "diarist"), 0, ("already known",))
        tally.check("changes nothing", place.exported() == first)
        place.run("patient", "add", "second", "--sex", "female", "--birth", "1980")
        place.expect("with two patients one must be named", ("import", file), 2)
        place.expect("recorded as effective", ("import", file, "--patient", "second", "--recorded-as-effective"), 0)
        answer = place.run("assess", "-p", "second", "--format", "json").json()
        tally.equal("too little data", answer["disposition"], "insufficient_data")
        tally.check("no strength measured", "no strength measured" in json.dumps(answer).lower(), answer["missing"])
        tally.check("the improvement is in the summary", any(word in answer["summary"].lower() for word in ("improv", "eased")), answer["summary"])
        decisions = {row[2] for row in rows_of(place)}
        tally.check("never referred", not decisions & set(LEVELS[3:]), decisions)


def looking_back(program, tally):
    for part in (replayed, pages, diary):
        part(program, tally)
