"""What files may say, in all the forms that the contract allows, and that the same fact is told only once."""
import csv
import io

from bad_input import GOOD_ROW, HEADER
from walking import PATIENTS, Place, measurement, table, weekly_grip

# name, what the row says, the value, unit and source that the export tells
ROWS = [
    ("kilograms", {}, "32", "kg", "patient"),
    ("kgf", {"unit": "kgf"}, "32", "kg", "patient"),
    ("pounds", {"unit": "lb", "value": "70.5"}, "70.5", "lb", "patient"),
    ("pounds of force", {"unit": "lbf", "value": "70.5"}, "70.5", "lb", "patient"),
    ("newton", {"unit": "N", "value": "314"}, "314", "N", "patient"),
    ("a clinic", {"source": "clinic"}, "32", "kg", "clinician"),
    ("a device at home", {"source": "home:dyn-A"}, "32", "kg", "device"),
    ("no source", {"source": ""}, "32", "kg", "patient"),
    ("cmH2O", {"measure": "mip", "unit": "cmH2O", "value": "85", "body_site": ""}, "85", "cmH2O", "patient"),
    ("kilopascal", {"measure": "mip", "unit": "kPa", "value": "8.3", "body_site": ""}, "8.3", "kPa", "patient"),
    ("millibar", {"measure": "snip", "unit": "mbar", "value": "80", "body_site": ""}, "80", "mbar", "patient"),
    ("litres", {"measure": "fvc", "unit": "L", "value": "3.9", "body_site": ""}, "3.9", "L", "patient"),
    ("per cent", {"measure": "fvc", "unit": "%", "value": "92", "body_site": ""}, "92", "%", "patient"),
    ("an MRC grade", {"measure": "mrc", "unit": "", "value": "4+", "muscle": "deltoid", "source": "clinician"}, None, None, "clinician"),
    ("an activity in microkatal", {"measure": "ck", "unit": "ukat/L", "value": "3.1", "body_site": "", "source": "lab"}, "3.1", "ukat/L", "lab"),
    ("a symptom score", {"measure": "fatigue", "unit": "score", "value": "6", "body_site": ""}, "6", None, "patient"),
    ("a count a day", {"measure": "cramp-count", "unit": "/d", "value": "3", "body_site": ""}, "3", "/d", "patient"),
    ("tried and could not", {"value": "could-not", "unit": ""}, "could-not", None, "patient"),
    ("a sign", {"measure": "weakness", "value": "absent", "unit": "", "source": "clinician", "region": "cervical"}, "absent", "", "clinician"),
    ("an offset", {"effective_time": "2025-06-01T09:00:00+02:00"}, "32", "kg", "patient"),
    ("a local time", {"effective_time": "2025-06-01T09:00"}, "32", "kg", "patient"),
    ("a date", {"effective_time": "2025-06-01"}, "32", "kg", "patient"),
    ("a fraction of a second", {"effective_time": "2025-06-01T09:00:00.250Z"}, "32", "kg", "patient"),
]


def forms(program, tally):
    for name, told, value, unit, source in ROWS:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            row = measurement(**told)
            done = place.import_text(table(list(row), [row]))
            tally.check(f"{name}: accepted", done.code == 0, done.said)
            rows = place.rows()
            if tally.check(f"{name}: one row", len(rows) == 1, rows):
                if value is not None:
                    tally.equal(f"{name}: the value as told", rows[0]["value"], value)
                if unit is not None:
                    tally.equal(f"{name}: the unit as told", rows[0]["unit"], unit)
                tally.equal(f"{name}: the source", rows[0]["source"], source)


def layouts(program, tally):
    one = HEADER + GOOD_ROW
    for name, content in (("line feeds", one), ("carriage returns", one.replace("\n", "\r\n")), ("a mark of byte order", "\ufeff" + one),
                          ("no line end at the end", one.rstrip("\n")),
                          ("everything quoted", "".join(",".join(f'"{field}"' for field in line.split(",")) + "\n" for line in one.splitlines())),
                          ("another order of columns", "unit,value,measure,effective_time,patient_id,body_site\nkg,32,grip,2025-06-01T09:00:00Z,P1,left\n")):
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            done = place.import_text(content)
            tally.check(f"{name}: read", done.code == 0 and len(place.rows()) == 1, done.said)
    with Place(program, tally) as place:
        place.write("m.csv", one)
        place.write("p.csv", PATIENTS)
        place.write("e.csv", "patient_id,kind,start_time\nP1,injury,2025-05-01\n")
        place.expect("files of one command in the right order", ("import", place.path("e.csv"), place.path("m.csv"), place.path("p.csv")), 0)
        tally.equal("events are read", len(place.rows("events.csv")), 1)
        note = measurement(effective_time="2025-06-05T09:00:00Z", note='He said "left",\nthen nothing. Ünïcode ≥ 3')
        done = place.import_text(table(list(note), [note]))
        tally.check("a note of two lines with quotes", done.code == 0 and any("Ünïcode ≥ 3" in row["note"] and "\n" in row["note"] for row in place.rows()),
                    done.said)
        place.expect("only a header", ("import", place.write("h.csv", HEADER)), 0)
    with Place(program, tally) as place:
        text = "patient_id,sex,birth_year,treatment_start\nP5,female,1970,2025-02-01\n"
        tally.equal("treatment_start is read", place.import_text(text, name="patients.csv").code, 0)
        events = place.rows("events.csv")
        tally.check("treatment_start becomes an event", [event["kind"] for event in events] == ["treatment-start"], events)
        patients = place.rows("patients.csv")
        tally.check("and leaves its column empty", patients[0].get("treatment_start", "") == "", patients)


def once(program, tally):
    """Identity: what is told again, differently, or after it was withdrawn."""
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        text = table(list(weekly_grip(1)[0]), weekly_grip(12))
        place.expect("first import", ("import", place.write("rows.csv", text)), 0)
        first = place.exported()
        again = place.expect("second import", ("import", place.path("rows.csv")), 0, ("already known",))
        tally.check("an import told twice changes nothing", place.exported() == first, again.said)
        place.expect("patients told twice", ("import", place.path("patients.csv")), 0)
        done = place.run("import", place.write("more.csv", text), "--dry-run")
        tally.check("a dry run is done", done.code == 0, done.said)
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        done = place.run("import", place.write("rows.csv", HEADER + GOOD_ROW), "--dry-run")
        tally.check("a dry run writes nothing", done.code == 0 and place.rows() == [], done.said)
        place.import_text(HEADER + GOOD_ROW)
        place.import_text(HEADER + GOOD_ROW.replace(",32,", ",35,"))
        tally.equal("two values in one slot are both kept", sorted(row["value"] for row in place.rows()), ["32", "35"])
        told = place.run("assess", "-p", "P1", "--format", "json").json()["data_quality"]
        tally.check("and the second is flagged", any(quality["kind"] == "duplicate_slot" for quality in told), told)
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        row = measurement(external_id="lab-7", recorded_time="2025-06-01T10:00:00Z")
        place.import_text(table(list(row), [row]))
        later = dict(row, value="30", recorded_time="2025-06-20T10:00:00Z")
        done = place.import_text(table(list(later), [later]))
        tally.check("the same external id with another value is a correction", done.code == 0 and "correct" in done.said.lower(), done.said)
        rows = place.rows()
        tally.check("with the reason re-import", any(row["reason"] == "re-import" for row in rows), rows)
        before = place.exported()
        place.import_text(table(list(row), [row]))
        tally.check("a corrected row stays corrected when the file comes again", place.exported() == before)
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        place.import_text(HEADER + GOOD_ROW)
        reading = place.rows()[0]["reading_id"]
        place.expect("retract", ("retract", reading, "--why", "wrong patient"), 0)
        before = place.exported()
        place.expect("the retracted row comes again", ("import", place.write("rows.csv", HEADER + GOOD_ROW)), 0)
        tally.check("a retracted row stays so", place.exported() == before)


def both_times(program, tally):
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        place.import_text(HEADER + GOOD_ROW, "--recorded-as-effective")
        tally.equal("recorded as effective", place.rows()[0]["recorded_time"][:10], "2025-06-01")
        place.import_text(HEADER + GOOD_ROW.replace("06-01", "06-02"))
        tally.equal("without a recorded time: now", sorted(row["recorded_time"][:10] for row in place.rows()), ["2025-06-01", "2026-03-01"])
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        late = measurement(measure="babinski", value="present", unit="", source="clinician", body_site="right", effective_time="2025-06-01T09:00:00Z",
                           recorded_time="2025-07-01T09:00:00Z")
        rows = weekly_grip(26)
        place.import_text(table(list(rows[0]), rows))
        place.import_text(table(list(late), [late]))
        said = {day: place.run("assess", "-p", "P1", "--as-of", day, "--format", "json").json()["disposition"] for day in ("2025-06-20", "2025-07-01")}
        tally.equal("a late fact is not known before it was recorded", said, {"2025-06-20": "continue", "2025-07-01": "refer_urgent"})


def round_trip(program, tally):
    """Export, import into an empty store, export: the same bytes."""
    with Place(program, tally) as place, Place(program, tally) as other:
        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(10) + [measurement(**told) for _, told, *_ in ROWS if "effective_time" not in told]
        for number, row in enumerate(rows):
            row.setdefault("note", 'said "so",\nand more' if number % 5 == 0 else "")
            row.setdefault("external_id", f"x-{number}" if number % 7 == 0 else "")
            row.setdefault("upper_limit", "300" if row["measure"] == "ck" else "")
        place.import_text(table(sorted({key for row in rows for key in row}), rows))
        place.run("log", "grip", "30", "32", "31", "kg", "--side", "left", "-p", "P1", "--at", "2025-08-01T09:00:00Z", "--device", "dyn-B")
        place.run("log", "mip", "-80", "cmH2O", "-p", "P1", "--at", "2025-08-02T09:00:00Z")
        place.run("event", "injury", "-p", "P1", "--at", "2025-08-01", "--until", "2025-08-09", "--note", "a, b")
        place.run("event", "treatment-start", "-p", "P2", "--at", "2025-07-01")
        ids = [row["reading_id"] for row in place.rows() if row["measure"] == "grip"]
        place.expect("a correction", ("correct", ids[0], "39.5", "kg", "--why", "misread"), 0)
        place.expect("a second correction", ("correct", ids[0], "39.4", "kg", "--why", "misread again"), 0)
        place.expect("a retraction", ("retract", ids[1], "--why", "other patient"), 0)
        first = place.exported()
        files = [place.path(f"exported/{name}") for name in first]
        done = other.run("import", *files)
        tally.check("an export is imported without a complaint", done.code == 0, done.said)
        second = other.exported()
        for name in first:
            tally.check(f"{name}: the same bytes after a round trip", first[name] == second[name], difference(first[name], second[name]))
        for patient in ("P1", "P2"):
            arguments = ("assess", "-p", patient, "--format", "json", "--as-of", "2026-02-01")
            tally.equal(f"{patient} is judged alike in both stores", other.run(*arguments).out, place.run(*arguments).out)


def difference(first, second):
    ours, theirs = list(csv.reader(io.StringIO(first))), list(csv.reader(io.StringIO(second)))
    return next((f"{a} / {b}" for a, b in zip(ours, theirs) if a != b), f"{len(ours)} and {len(theirs)} rows")


def good_input(program, tally):
    for part in (forms, layouts, once, both_times, round_trip):
        part(program, tally)
