"""The figures on a patient's pages are those of `assess --format json`.

    same_figures.py PROGRAM
"""
import datetime
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def plain_day(iso):
    year, month, day = iso[:10].split("-")
    names = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
             "December")
    return f"{int(day)} {names[int(month) - 1]} {year}"


def text_of(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def text_of_pdf(myotrend, folder, patient):
    """Without blanks, for lines break elsewhere; empty where poppler-utils are missing."""
    if not shutil.which("pdftotext"):
        return ""
    page = folder / "page.pdf"
    myotrend("report", "-o", str(page), "-p", patient)
    told = subprocess.run(["pdftotext", str(page), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", "", told)


def breath_faults(myotrend, folder):
    """Sniff pressure and vital capacity, in litres and in per cent, have lines and rates in their own unit."""
    rows = ["patient_id,effective_time,recorded_time,measure,value,unit,body_site,source"]
    for week in range(44):
        day = datetime.date(2024, 10, 1) + datetime.timedelta(days=7 * week)
        for measure, start, unit, each, hour in (("snip", 95, "cmH2O", 2, 9), ("fvc", 4.4, "L", 2, 10), ("fvc", 101, "%", 4, 11)):
            if week % each == 0:
                value = start * (1 - 0.008 * max(0, week - 10)) * (1 + 0.01 * (week * 7 % 5 - 2))
                rows.append(f"BREATH,{day}T{hour:02}:00:00Z,{day}T12:00:00Z,{measure},{value:.3g},{unit},,clinician")
    table = folder / "breath.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    myotrend("patient", "add", "BREATH", "--sex", "female", "--birth", "1970")
    myotrend("import", str(table))
    whole = folder / "breath.json"
    myotrend("report", "-o", str(whole), "-p", "BREATH")
    report = json.loads(whole.read_text(encoding="utf-8"))
    faults = []
    fitted = {(one["measure"], one["unit"]): (one["fitted"], one["points"]) for one in report["series"]}
    for form in (("snip", "cm[H2O]"), ("fvc", "L"), ("fvc", "%")):
        line, points = fitted.get(form, ([], [0]))
        if len(line) != len(points):
            faults.append(f"{form} has {len(line)} fitted points for {len(points)} readings")
    keys = {trend["measure"]: set(trend) for trend in report["assessment"]["trends"]}
    for measure, key in (("snip", "slope_cm_water_per_month"), ("fvc", "slope_litre_per_month")):
        if key not in keys.get(measure, ()):
            faults.append(f"the trend of {measure} lacks {key}: {sorted(keys.get(measure, ()))}")
    return faults


def explanation_faults(said, flag, explanation):
    """The steps end where the assessment stands: the same rules hold, and the same evidence ratio is told."""
    held, faults = set(), []
    for step in explanation["steps"]:
        held = (held | set(step["began"])) - set(step["ended"])
    rules = {rule["id"] for rule in said["rules"] if rule["flag"] == flag}
    began = {id for step in explanation["steps"] for id in step["began"]}
    if not held <= rules | began:
        faults.append(f"{said['patient']}, {flag}: the steps hold {held}, the assessment {rules}")
    since = {rule["id"]: rule["since"] for rule in said["rules"] if rule["flag"] == flag}
    for rule in explanation["rules"]:
        if rule["since"] != since.get(rule["id"]):
            faults.append(f"{said['patient']}, {flag}: {rule['id']} is explained since {rule['since']}")
        if not rule["conditions"]:
            faults.append(f"{said['patient']}, {flag}: {rule['id']} without a condition")
    if flag != "progressive-weakness":  # others weigh breathing alone, or none
        return faults
    told = [evidence["evidence_ratio"] for one in said["flags"] if one["id"] == flag
            for evidence in one["evidence"] if "evidence_ratio" in evidence]
    last = [step["evidence_ratio"] for step in explanation["steps"]][-1:]
    if told and last and not 0.2 < last[0] / told[0] < 5:  # days without a fact weigh a little too
        faults.append(f"{said['patient']}, {flag}: the last step says {last[0]}, the assessment {told[0]}")
    return faults


def main():
    program = os.path.abspath(sys.argv[1])
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        surroundings = dict(os.environ, MYOTREND_DB=str(folder / "store.db"), MYOTREND_NOW="2025-10-01T12:00:00Z")

        def myotrend(*words):
            return subprocess.run([program, *words], env=surroundings, check=True, capture_output=True, text=True).stdout

        data = ROOT / "examples" / "data"
        myotrend("import", *(str(data / one) for one in ("patients.csv", "events.csv", "measurements.csv")))
        looked_at = 0
        listed = {row["patient"]: row for row in json.loads(myotrend("worklist", "--format", "json"))}
        for line in myotrend("assess", "--all").splitlines():
            said = json.loads(line)
            page = folder / "page.html"
            myotrend("report", "-o", str(page), "-p", said["patient"])
            told = text_of(page.read_text(encoding="utf-8"))

            def want(what, said=said, told=told):
                nonlocal looked_at
                looked_at += 1
                if re.sub(r"\s+", " ", what) not in told:
                    faults.append(f"{said['patient']}: the page lacks: {what}")

            printed = text_of_pdf(myotrend, folder, said["patient"])
            row = listed[said["patient"]]
            if row["disposition"] != said["disposition"] or row["since"] != said["since"]:
                faults.append(f"{said['patient']}: the worklist says {row['disposition']} since {row['since']}")
            for whole in [said["summary"]] + [rule["id"] for rule in said["rules"]] if printed else []:
                looked_at += 1
                if re.sub(r"\s+", "", whole) not in printed:
                    faults.append(f"{said['patient']}: the PDF lacks: {whole}")
            want(said["summary"])
            want(said["input_sha256"])
            want(said["pathway"]["sha256"])
            want(said["pathway"]["version"])
            for flag in said["flags"]:
                want(flag["title"])
                for evidence in flag["evidence"] if flag["state"] == "met" else []:
                    want(evidence["text"])
            for rule in said["rules"]:
                want(rule["id"])
                want(plain_day(rule["since"]))
            for one in said["set_aside"]:
                want(one["reason"])
            for one in said["missing"]:
                want(one["text"])
            whole = folder / "page.json"
            myotrend("report", "-o", str(whole), "-p", said["patient"])
            if json.loads(whole.read_text(encoding="utf-8"))["assessment"] != said:
                faults.append(f"{said['patient']}: the report in JSON holds another assessment")
            for flag in said["flags"]:
                for evidence in flag["evidence"]:
                    if evidence["kind"] != "trend" or "interval_95_per_month" not in evidence:
                        continue
                    low, high = (f"{abs(value):.1f}" for value in evidence["interval_95_per_month"])
                    looked_at += 1
                    if low not in told or high not in told:
                        faults.append(f"{said['patient']}: the page lacks the interval {low} to {high}")
            for flag in {rule["flag"] for rule in said["rules"]}:
                told_steps = json.loads(myotrend("assess", "--explain", flag, "--format", "json", "-p", said["patient"]))
                faults += explanation_faults(said, flag, told_steps)
                looked_at += 1
        faults += breath_faults(myotrend, folder)
    for fault in faults:
        print(fault)
    print(f"{looked_at} figures and sentences looked at, {len(faults)} faults")
    sys.exit(1 if faults or looked_at < 100 else 0)


main()
