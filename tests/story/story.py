"""A story: a patient followed through months, in lines that a clinician can read, and what must be said of them.

    # Right grip falls by 3 % a month
    # source: R1
    patient male 1965 right covid 2024-11-01
    each 3 days, day 0 to 200: grip both 40 kg; right falling 3 % a month from day 60
    day 45: weakness absent by clinician cervical
    day 50: ck 6000 U/L by lab, corrected to 160 on day 60
    day 50: babinski present by clinician, taken back on day 60
    day 10, known day 80: orthopnoea present
    day 80: event injury until day 100
    as of day 60: continue; rules none
    as of day 200: refer_routine; rules R1:progressive-weakness (U7:progressive-weakness); flags bulbar=unknown

Day 0 is 1 January 2025. A rule in brackets may hold or not: the text of the pathway leaves it open, or a figure lies near its
cut-off. Readings that repeat carry a little noise (`exact`: none), always the same for the same story.
"""
import csv
import datetime
import hashlib
import math
import os
import re

DAY_0 = datetime.datetime(2025, 1, 1)
MONTH_DAYS = 30.44
SIGNS = """weakness atrophy limb-fasciculation reduced-reflex absent-reflex hyperreflexia pathological-reflex hoffmann babinski
clonus crossed-adductor snout brisk-jaw-jerk spasticity preserved-reflex-in-weak-limb tongue-atrophy tongue-fasciculation
pseudobulbar-affect dysarthria dysphagia choking cannot-swallow-saliva sialorrhoea neck-weakness split-hand foot-drop wrist-drop
loss-of-dexterity falls orthopnoea breathless-at-rest paradoxical-breathing morning-headache dark-urine reduced-urine chest-pain
ascending-weakness sensory-loss ptosis-or-diplopia bladder-or-bowel saddle-anaesthesia sudden-focal-deficit weight-loss
behaviour-change""".split()
REGIONS = ("bulbar", "cervical", "thoracic", "lumbosacral")
NOISE_PCT = {"grip": 2.0, "mip": 3.0, "snip": 3.0, "fvc": 1.5}
HOUR = {"sign": 10, "event": 8, "measure": 9}
COLUMNS = ("patient_id", "effective_time", "recorded_time", "measure", "value", "unit", "body_site", "region", "muscle", "source",
           "device", "upper_limit", "external_id", "retracted_time", "reason")


class Unreadable(Exception):
    """A line of a story that says nothing known."""


class Expectation:
    """What must be said at one time."""

    def __init__(self, day, at_time, point, disposition, parts):
        self.day, self.at_time, self.point, self.disposition = day, at_time, point, disposition
        self.rules = self.may = None
        self.flags, self.set_aside, self.missing, self.quality = {}, [], [], []
        for part in parts:
            word, _, rest = part.strip().partition(" ")
            if word == "rules":
                self.may = set(re.findall(r"\(([^)]+)\)", rest))
                self.rules = {rule for rule in re.sub(r"\([^)]+\)", "", rest).split() if rule != "none"}
            elif word == "flags":
                self.flags = dict(pair.split("=") for pair in rest.split())
            elif word in ("set", "missing", "quality"):
                names = [name.strip() for name in rest.removeprefix("aside").split(",")]
                {"set": self.set_aside, "missing": self.missing, "quality": self.quality}[word].extend(names)
            else:
                raise Unreadable(f"expectation: {part}")

    def as_of(self):
        day = DAY_0 + datetime.timedelta(days=self.day)
        return f"{day:%Y-%m-%d}" if not self.at_time else f"{day:%Y-%m-%d}T{self.at_time}:00Z"


class Story:
    def __init__(self, path):
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.title, self.patient = "", None
        self.measurements, self.corrections, self.events, self.expectations = [], [], [], []
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    self.read(line.rstrip("\n"))
                except (Unreadable, ValueError, KeyError, IndexError) as fault:
                    raise Unreadable(f"{path}:{number}: {line.strip()}: {fault}") from fault

    def read(self, line):
        if line.startswith("#"):
            self.title = self.title or line[1:].strip()
        elif line.startswith("patient "):
            self.read_patient(line.split()[1:])
        elif line.startswith("as of "):
            self.read_expectation(line)
        elif line.startswith("each "):
            self.read_series(line)
        elif line.startswith("day "):
            self.read_fact(line)
        elif line.strip():
            raise Unreadable("neither patient, each, day nor as of")

    def read_patient(self, words):
        row = {"patient_id": "patient", "sex": words[0], "birth_year": words[1], "dominant_hand": words[2]}
        rest = dict(zip(words[3::2], words[4::2]))
        for told, column in (("covid", "covid_date"), ("zone", "time_zone"), ("weight", "weight_kg"), ("treated", "treatment_start")):
            if told in rest:
                row[column] = rest.pop(told)
        if rest:
            raise Unreadable(str(rest))
        self.patient = row

    def read_expectation(self, line):
        match = re.fullmatch(r"as of day (\d+)(?: (\d\d:\d\d))?(?: at (population|clinic))?: (\w+)((?:;.*)?)", line)
        if not match:
            raise Unreadable("as of day N: disposition; rules ...")
        parts = [part for part in match[5].split(";") if part.strip()]
        self.expectations.append(Expectation(int(match[1]), match[2], match[3], match[4], parts))

    def read_series(self, line):
        match = re.fullmatch(r"each (\d+) days?, day (\d+) to (\d+)(?: (\d\d:\d\d))?: (.*)", line)
        if not match:
            raise Unreadable("each N days, day A to B: ...")
        step, first, last = int(match[1]), int(match[2]), int(match[3])
        fact, *changes = [part.strip() for part in match[5].split(";")]
        for day in range(first, last + 1, step):
            self.add(fact, day, match[4], None, changes, repeated=True)

    def read_fact(self, line):
        match = re.fullmatch(r"day (\d+)(?: (\d\d:\d\d))?(?:, known day (\d+))?: (.*)", line)
        if not match:
            raise Unreadable("day N: ...")
        self.add(match[4], int(match[1]), match[2], match[3], [], repeated=False)

    def add(self, text, day, clock, known, changes, repeated):
        text, later = self.without_afterthought(text)
        words = text.split()
        kind = "event" if words[0] == "event" else "sign" if words[0] in SIGNS else "measure"
        at = DAY_0 + datetime.timedelta(days=day, hours=HOUR[kind])
        if clock:
            at = at.replace(hour=int(clock[:2]), minute=int(clock[3:]))
        recorded = at if known is None else DAY_0 + datetime.timedelta(days=int(known), hours=12)
        if kind == "event":
            self.add_event(words[1:], at, recorded)
            return
        sides = ("right", "left") if "both" in words else (next((word for word in words if word in ("left", "right")), ""),)
        for number, side in enumerate(sides):
            row = self.row_of(words, kind, side)
            if repeated and kind == "measure" and (changes or words[0] in NOISE_PCT):
                row["value"] = self.value_of(float(row["value"]), words, side, day, changes)
            self.put(row, at + datetime.timedelta(minutes=2 * number), max(recorded, at + datetime.timedelta(minutes=2 * number)), later)

    @staticmethod
    def without_afterthought(text):
        match = re.search(r", (corrected to|taken back)(?: (\S+))? on day (\d+)$", text)
        if not match:
            return text, None
        return text[: match.start()], (match[1], match[2], DAY_0 + datetime.timedelta(days=int(match[3]), hours=12))

    @staticmethod
    def row_of(words, kind, side):
        row = {"measure": words[0], "body_site": side, "source": "patient"}
        rest = [word for word in words[1:] if word not in ("left", "right", "both", "exact")]
        row["value"] = rest.pop(0)
        if kind == "measure" and rest and rest[0] not in ("by", "on", "limit", "muscle"):
            row["unit"] = rest.pop(0)
        while rest:
            word = rest.pop(0)
            if word in REGIONS:
                row["region"] = word
            else:
                row[{"by": "source", "on": "device", "limit": "upper_limit", "muscle": "muscle"}[word]] = rest.pop(0)
        return row

    def value_of(self, value, words, side, day, changes):
        for change in changes:
            value *= self.factor_of(change.split(), side, day)
        noise = 0.0 if "exact" in words else NOISE_PCT.get(words[0], 0.0)
        told = value * math.exp(noise / 100 * self.chance(words[0], side, day))
        return f"{told:.1f}".removesuffix(".0")

    def chance(self, measure, side, day):
        """About standard normal, and the same for the same story, series and day."""
        digest = hashlib.sha256(f"{self.name}/{measure}/{side}/{day}".encode()).digest()
        return (sum(digest[:12]) / 255 - 6) * 1.0

    @staticmethod
    def factor_of(words, side, day):
        """`right falling 3 % a month from day 60`, `both stepping 30 % on day 60 until day 80`, `times 2.2046 from day 60`."""
        if words[0] in ("left", "right", "both"):
            if words[0] not in (side, "both"):
                return 1.0
            words = words[1:]
        days = [int(words[i + 1]) for i, word in enumerate(words) if word == "day"]
        if words[0] in ("falling", "rising"):
            rate = float(words[1]) / 100 * (-1 if words[0] == "falling" else 1)
            end = days[1] if len(days) > 1 else day
            return math.exp(rate * max(0, min(day, end) - days[0]) / MONTH_DAYS)
        within = day >= days[0] and (len(days) < 2 or day < days[1])
        if words[0] == "stepping":
            return 1 - float(words[1]) / 100 if within else 1.0
        if words[0] == "times":
            return float(words[1]) if within else 1.0
        raise Unreadable(" ".join(words))

    def put(self, row, at, recorded, later):
        row = dict(row, patient_id="patient", effective_time=f"{at:%Y-%m-%dT%H:%M:%SZ}", recorded_time=f"{recorded:%Y-%m-%dT%H:%M:%SZ}")
        if later and later[0] == "taken back":
            row.update(retracted_time=f"{later[2]:%Y-%m-%dT%H:%M:%SZ}", reason="wrong patient")
        if later and later[0] == "corrected to":
            row["external_id"] = f"row-{len(self.measurements)}"
            self.corrections.append(dict(row, value=later[1], recorded_time=f"{later[2]:%Y-%m-%dT%H:%M:%SZ}"))
        self.measurements.append(row)

    def add_event(self, words, at, recorded):
        row = {"patient_id": "patient", "kind": words[0], "start_time": f"{at:%Y-%m-%dT%H:%M:%SZ}", "end_time": "",
               "recorded_time": f"{recorded:%Y-%m-%dT%H:%M:%SZ}"}
        if "until" in words:
            end = DAY_0 + datetime.timedelta(days=int(words[-1]), hours=8)
            row["end_time"] = f"{end:%Y-%m-%dT%H:%M:%SZ}"
        self.events.append(row)

    def write_files(self, folder):
        """The files of the story, in the order in which they are imported."""
        files = []
        for name, columns, rows in (("patients", tuple(self.patient), [self.patient]), ("measurements", COLUMNS, self.measurements),
                                    ("events", ("patient_id", "kind", "start_time", "end_time", "recorded_time"), self.events),
                                    ("corrections", COLUMNS, self.corrections)):
            if not rows:
                continue
            files.append(os.path.join(folder, name + ".csv"))
            with open(files[-1], "w", newline="", encoding="utf-8") as out:
                writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return files
