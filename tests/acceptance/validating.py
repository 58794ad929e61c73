"""replay as a validation: detectors, truth, reports; and no leak from the future, whoever decides."""
import csv
import io
import json
import os
import re
import subprocess
import sys

from walking import PATIENTS, Place, measurement, table, weekly_grip

DETECTORS = ("ramp", "naive-mdc", "two-mdc", "slope", "cusum", "ewma")
CUT = "2025-07-20"
TRUTH = ("patient_id,truth_class,subtype,progressive,onset_date,enrolment_date,followup_end,rate_pct_month\n"
         "P1,limb,,1,2025-01-06,2025-01-06,2026-01-04,4.0\nP2,level,,0,,2025-01-06,2026-01-04,0\n")


def clinic(place):
    """P1 falls by one per cent a week, P2 stays; a late row, a correction and a retraction of what lies before the cut."""
    place.import_text(PATIENTS.replace("time_zone\n", "time_zone,enrolment_date,followup_end\n").replace("UTC\n", "UTC,2025-01-06,2026-01-04\n")
                      .replace("Europe/Berlin\n", "Europe/Berlin,2025-01-06,2026-01-04\n"), name="patients.csv")
    rows = weekly_grip(50, change_pct=-1.0) + weekly_grip(50, patient="P2", value=30)
    rows.append(measurement(patient_id="P2", effective_time="2025-03-01T08:00:00Z", recorded_time="2025-04-02T08:00:00Z", value="29.5"))
    place.import_text(table(list(rows[0]), rows))


def decided(place, detector, *options, name="decisions.csv"):
    done = place.run("replay", "-o", place.path(name), "--detector", detector, *options)
    place.tally.check(f"replay --detector {detector}", done.code == 0, done.said)
    return place.read(name)


def until(text, day):
    return "\n".join(line for line in text.splitlines() if line.startswith("patient_id") or line.split(",")[1] <= day)


def no_leak(program, tally):
    with Place(program, tally) as place:
        clinic(place)
        before = {detector: decided(place, detector) for detector in DETECTORS}
        for detector in DETECTORS:
            tally.check(f"{detector} refers the falling hand", re.search(r"^P1,[^,]+,refer", before[detector], re.M), before[detector])
        later = "2025-07-21T06:00:00Z"  # after the cut in every zone here
        planted = []
        for day in range(8, 31):  # the past told later: hands that have collapsed, and pressures that never were
            at = f"2025-01-{day:02}T18:30:00Z"
            for patient in ("P1", "P2"):
                planted.append(measurement(patient_id=patient, effective_time=at, recorded_time=later, value="11.5", body_site="right"))
                planted.append(measurement(patient_id=patient, effective_time=at, recorded_time=later, measure="mip", unit="cmH2O", value="35", body_site=""))
        planted.append(measurement(patient_id="P2", effective_time="2025-02-01T09:00:00Z", recorded_time=later, measure="babinski", value="present",
                                   unit="", body_site="", source="clinician"))
        for day in range(1, 28):  # and a future of its own
            at = f"2025-08-{day:02}T10:30:00Z"
            planted.append(measurement(patient_id="P2", effective_time=at, recorded_time=at, value="12", body_site="right"))
        done = place.import_text(table(list(planted[0]), planted), name="planted.csv")
        tally.check("the future can be planted", done.code == 0, done.said)
        changed = 0
        for detector in DETECTORS:
            after = decided(place, detector, name="planted-decisions.csv")
            changed += after != before[detector]
            tally.equal(f"no leak: {detector} up to {CUT}", until(after, CUT), until(before[detector], CUT))
        tally.check("what was planted is seen afterwards", changed >= 3, changed)


def detectors(program, tally):
    with Place(program, tally) as place:
        clinic(place)
        place.expect("an unknown detector", ("replay", "-o", place.path("d.csv"), "--detector", "oracle"), 2)
        for threshold in ("nonsense", "0", "-3", "nan"):
            place.expect(f"threshold {threshold}", ("replay", "-o", place.path("d.csv"), f"--threshold={threshold}"), 2)
        for detector in DETECTORS:
            text = decided(place, detector)
            rows = [line.split(",") for line in text.splitlines()[1:]]
            tally.check(f"{detector}: sorted, each disposition once", rows == sorted(rows) and len({(r[0], r[2]) for r in rows}) == len(rows), text)
            tally.equal(f"{detector}: the same with one worker and four", decided(place, detector, "--jobs", "4"), decided(place, detector, "--jobs", "1"))
            first = re.search(r"^P1,([^,]+),refer", text, re.M)
            strict = re.search(r"^P1,([^,]+),refer", decided(place, detector, "--threshold", "30"), re.M)
            tally.check(f"{detector}: a higher cut-off refers no sooner", first and (not strict or strict[1] >= first[1]), (first, strict))
            never = decided(place, detector, "--threshold", "1e9")
            if detector != "ramp":  # the pathway has other rules
                tally.check(f"{detector}: beyond every value nobody is referred", "refer" not in never, never)


def reports(program, tally):
    with Place(program, tally) as place:
        clinic(place)
        truth = place.write("truth.csv", TRUTH)
        place.expect("a truth that is not there", ("replay", "-o", place.path("d.csv"), "--truth", place.path("none.csv")), (1, 2))
        bad = place.write("bad.csv", TRUTH.replace(",2025-01-06,2025-01-06,", ",soon,2025-01-06,"))
        place.expect("a truth with a wrong date names its line", ("replay", "-o", place.path("d.csv"), "--truth", bad), 1, ("bad.csv:2", "onset_date"))
        place.expect("a truth without a column", ("replay", "-o", place.path("d.csv"), "--truth", place.write("short.csv", "patient_id\nP1\n")), 1,
                     ("truth_class",))
        place.expect("the score of the decisions", ("replay", "-o", place.path("d.csv"), "--truth", truth), 0,
                     ("0.00 false referrals per 100", "median delay"))
        for options, kind in (((), "own"), (("--truth", truth), "told")):
            for ending in ("html", "md", "json", "txt"):
                name = place.path(f"{kind}.{ending}")
                place.expect(f"report {kind} .{ending}", ("replay", "-o", place.path("d.csv"), "--report", name, *options), 0)
            html = place.read(f"{kind}.html")
            tally.check(f"{kind}: charts with words and figures", html.count("<desc") == html.count("role=\"img\"") >= 1 and "Figures of this chart" in html)
            tally.check(f"{kind}: nothing is fetched", not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//|@import|url\((?!#|data:)|<script", html))
            tally.check(f"{kind}: language, title, dark and light", "<html lang=" in html and "<title>" in html and "prefers-color-scheme" in html)
            tally.check(f"{kind}: says how it is made again", "myotrend replay -o" in html and re.search(r"[0-9a-f]{64}", html))
            tally.check(f"{kind}: says what it cannot tell", "cannot tell" in html)
            tally.check(f"{kind}: Markdown tables", place.read(f"{kind}.md").count("| --- |") >= 3)
        tally.check("without truth nothing is called false", "nobody told the truth" in place.read("own.html") and "truth" not in json.loads(place.read("own.json")))
        again = place.path("again.json")
        place.expect("the same report with one worker", ("replay", "-o", place.path("d.csv"), "--report", again, "--truth", truth, "--jobs", "1"), 0)
        tally.equal("the same figures", json.loads(place.read("again.json"))["truth"], json.loads(place.read("told.json"))["truth"])
        figures = json.loads(place.read("told.json"))["truth"]
        tally.equal("one of one found", [figures["delays"][0]["patients"], figures["delays"][0]["found_within_12_months"]["value"]], [1, 1])
        html = place.read("told.html")
        tally.check("each chapter of a validation", all(f'id="{name}"' in html for name in (
            "points-section", "frontier-section", "delays-section", "false-section", "rules-section", "calibration-section", "detectors-section", "quality",
            "limits", "provenance")))


def scored_elsewhere(program, tally):
    """The score of the program against the reference one, when that lies beside the project."""
    shared = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "cohort")
    if not os.path.exists(os.path.join(shared, "score.py")):
        print("the reference scorer does not lie beside the project: skipped")
        return
    python = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
    with Place(program, tally) as place:
        place.expect("a small cohort", ("simulate", "--patients", "40", "--seed", "11", "-o", place.path("cohort")), 0)
        files = [place.path(f"cohort/{name}.csv") for name in ("patients", "measurements", "events")]
        place.run("import", *files, "--recorded-as-effective", MYOTREND_NOW="2030-01-01T00:00:00Z")
        truth = place.path("cohort/truth.csv")
        done = place.run("replay", "-o", place.path("d.csv"), "--report", place.path("r.json"), "--truth", truth, "--detector", "slope",
                         MYOTREND_NOW="2030-01-01T00:00:00Z")
        tally.check("replay of the cohort", done.code == 0, done.said)
        reference = subprocess.run([python, os.path.join(shared, "score.py"), truth, place.path("d.csv")], capture_output=True, text=True, check=False)
        if reference.returncode != 0:
            print("the reference scorer cannot run here: skipped", reference.stderr[-200:])
            return
        wrong = re.search(r"all non-progressive\s+\d+\s+(\d+)\s+(\d+)\s+([\d.]+)\s+([\d.]+)-([\d.]+)", reference.stdout)
        found = re.search(r"all progressive\s+(\d+)\s+\d+\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)", reference.stdout)
        mine = re.search(r"([\d.]+) false referrals.*?95 % ([\d.]+) to ([\d.]+); (\d+) in (\d+)\)\nfound within[^:]*: ([\d.]+), ([\d.]+), ([\d.]+) % of (\d+)",
                         done.out)
        tally.equal("as the reference scores it", mine and [mine[i] for i in (4, 5, 1, 2, 3, 9, 6, 7, 8)],
                    [wrong[2], wrong[1], *wrong.groups()[2:], *found.groups()])
        rows = list(csv.DictReader(io.StringIO(place.read("cohort/truth.csv"), newline="")))
        tally.check("the truth tells of every patient", len(rows) == 40)


def validating(program, tally):
    for part in (no_leak, detectors, reports, scored_elsewhere):
        part(program, tally)
