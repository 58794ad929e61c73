"""What every part of the walk shares: a place to work in, the program, and a tally of what was as the contract says."""
import csv
import io
import json
import os
import subprocess
import tempfile

NOW = "2026-03-01T12:00:00Z"
PATIENTS = "patient_id,sex,birth_year,dominant_hand,time_zone\nP1,male,1965,right,UTC\nP2,female,1972,left,Europe/Berlin\n"
MEASUREMENT_COLUMNS = ("patient_id", "effective_time", "measure", "value", "unit", "recorded_time", "body_site", "region", "muscle", "grade",
                       "source", "device", "method", "trials", "upper_limit", "author", "note", "external_id", "reading_id", "corrects",
                       "retracted_time", "reason")
CRASHES = {70, 134, 136, 139, -6, -11, -8, -4}


class Tally:
    def __init__(self):
        self.passed, self.failures = 0, []

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failures.append(name)
            print(f"FAILED {name}" + (f"\n       {str(detail).strip()[:900]}" if detail != "" else ""))
        return bool(holds)

    def equal(self, name, found, expected):
        return self.check(name, found == expected, f"found {found!r}, expected {expected!r}")


class Done:
    """What a run of the program gave."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def said(self):
        return self.out + self.err

    def json(self):
        return json.loads(self.out)

    def json_or_list(self):
        """The document, as a list if it is a single object."""
        answer = self.json()
        return answer if isinstance(answer, list) else [answer]

    def json_lines(self):
        return [json.loads(line) for line in self.out.splitlines() if line]


class Place:
    """A folder with a store of its own, removed afterwards."""

    def __init__(self, program, tally):
        self.program, self.tally = program, tally
        self.held = tempfile.TemporaryDirectory()
        self.folder = self.held.name
        self.store = os.path.join(self.folder, "store.db")
        self.surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": self.folder, "MYOTREND_DB": self.store, "MYOTREND_NOW": NOW,
                             "TZ": "UTC", "MYOTREND_USER": "tester"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.held.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read().decode("utf-8", "replace")

    def run(self, *arguments, **surroundings):
        given = {key: value for key, value in dict(self.surroundings, **surroundings).items() if value is not None}
        done = subprocess.run([self.program, *(told if isinstance(told, bytes) else str(told) for told in arguments)], env=given, capture_output=True, timeout=300, check=False, cwd=self.folder)
        result = Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
        if result.code in CRASHES:
            self.tally.check("no crash: " + " ".join(map(str, arguments)), False, f"exit {result.code}: {result.err}")
        return result

    def expect(self, name, arguments, code, says=(), **surroundings):
        """Runs the program; its exit status must be `code` (or one of them), and it must say every word of `says`."""
        done = self.run(*arguments, **surroundings)
        codes = code if isinstance(code, (set, tuple)) else {code}
        fits = done.code in codes and all(word.lower() in done.said.lower() for word in says)
        self.tally.check(name, fits, f"exit {done.code} (expected {sorted(codes)}, saying {list(says)}): {done.said}")
        return done

    def import_text(self, text, *options, name="rows.csv"):
        return self.run("import", self.write(name, text), *options)

    def exported(self, folder="exported"):
        """The three files of an export, by name, as text."""
        done = self.run("export", "--to", "csv", "-o", self.path(folder))
        if done.code != 0:
            raise RuntimeError("export: " + done.said)
        return {name: self.read(os.path.join(folder, name)) for name in ("patients.csv", "measurements.csv", "events.csv")}

    def rows(self, name="measurements.csv", folder="rows-now"):
        return list(csv.DictReader(io.StringIO(self.exported(folder)[name], newline="")))


def table(columns, rows):
    """A CSV text with the columns that the rows (dictionaries) need."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def measurement(**told):
    return dict({"patient_id": "P1", "effective_time": "2025-06-01T09:00:00Z", "measure": "grip", "value": "32", "unit": "kg", "body_site": "left",
                 "source": "patient"}, **told)


def weekly_grip(weeks, patient="P1", first="2025-01-06", value=40.0, change_pct=0.0):
    """Rows of both hands, a week apart; `change_pct` a week."""
    import datetime
    day = datetime.date.fromisoformat(first)
    rows = []
    for week in range(weeks):
        told = f"{value * (1 + change_pct / 100) ** week * (1 + 0.01 * ((week * 7) % 3 - 1)):.1f}"
        at = (day + datetime.timedelta(days=7 * week)).isoformat() + "T09:00:00Z"
        for side, minute in (("right", "00"), ("left", "02")):
            time = at.replace(":00:00Z", f":{minute}:00Z")
            rows.append(measurement(patient_id=patient, effective_time=time, recorded_time=time, value=told, body_site=side))
    return rows
