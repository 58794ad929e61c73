"""The figures on a patient's pages are those of `assess --format json`.

    same_figures.py PROGRAM
"""
import html
import json
import os
import pathlib
import re
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
    for fault in faults:
        print(fault)
    print(f"{looked_at} figures and sentences looked at, {len(faults)} faults")
    sys.exit(1 if faults or looked_at < 100 else 0)


main()
