"""Rows, files and headers that must be refused, each by name, while what is right beside them is kept."""
import csv
import io

from walking import MEASUREMENT_COLUMNS, PATIENTS, Place, measurement, table

csv.field_size_limit(10_000_000)

# name, what the row says instead, a word that the reason must hold
MEASUREMENTS = [
    ("a misspelt measure", {"measure": "gripp"}, "grip"),
    ("a measure nobody knows", {"measure": "aura"}, "aura"),
    ("no measure", {"measure": ""}, "measure"),
    ("a measure in capitals with blanks", {"measure": "Hand Grip"}, "hand grip"),
    ("an unknown unit", {"unit": "stone"}, "kg"),
    ("no unit", {"unit": ""}, "unit"),
    ("a unit of pressure for grip", {"unit": "cmH2O"}, "cmH2O"),
    ("a bulb's unit for grip", {"unit": "kPa"}, "kPa"),
    ("a unit of mass for breathing", {"measure": "mip", "unit": "kg", "value": "80", "body_site": ""}, "kg"),
    ("a concentration for an activity", {"measure": "ck", "unit": "mg/L", "value": "80", "body_site": ""}, "mg/L"),
    ("an activity for a concentration", {"measure": "crp", "unit": "U/L", "value": "8", "body_site": ""}, "U/L"),
    ("per cent for saturation told as fraction unit", {"measure": "spo2", "unit": "mmHg", "value": "96", "body_site": ""}, "mmHg"),
    ("no side for grip", {"body_site": ""}, "side"),
    ("an unknown side", {"body_site": "middle"}, "left"),
    ("both sides at once", {"body_site": "both"}, "left"),
    ("no value", {"value": ""}, "value"),
    ("a word for a value", {"value": "strong"}, "strong"),
    ("not a number", {"value": "nan"}, "nan"),
    ("infinity", {"value": "inf"}, "inf"),
    ("minus infinity", {"value": "-inf"}, "inf"),
    ("beyond every number", {"value": "1e999"}, "1e999"),
    ("a hexadecimal number", {"value": "0x20"}, "0x20"),
    ("two numbers", {"value": "32 33"}, "32 33"),
    ("a decimal comma", {"value": "32,5"}, "32,5"),
    ("a value with its unit", {"value": "32kg"}, "32kg"),
    ("a negative grip", {"value": "-32"}, "-32"),
    ("a grip of 900 kg", {"value": "900"}, "900"),
    ("a breathing pressure of 5000", {"measure": "mip", "unit": "cmH2O", "value": "5000", "body_site": ""}, "5000"),
    ("an MRC grade of 6", {"measure": "mrc", "unit": "", "value": "6", "muscle": "deltoid"}, "6"),
    ("an MRC grade of 3.5", {"measure": "mrc", "unit": "", "value": "3.5", "muscle": "deltoid"}, "3.5"),
    ("an MRC grade with two minus", {"measure": "mrc", "unit": "", "value": "4--", "muscle": "deltoid"}, "4--"),
    ("an MRC grade of no muscle", {"measure": "mrc", "unit": "", "value": "4"}, "muscle"),
    ("an MRC sum of 61", {"measure": "mrc-sum", "unit": "", "value": "61", "body_site": ""}, "61"),
    ("a fatigue of 11", {"measure": "fatigue", "unit": "score", "value": "11", "body_site": ""}, "11"),
    ("a fatigue of -1", {"measure": "fatigue", "unit": "score", "value": "-1", "body_site": ""}, "-1"),
    ("a myalgia of 40", {"measure": "myalgia", "unit": "score", "value": "40", "body_site": ""}, "40"),
    ("an ALSFRS-R of 49", {"measure": "alsfrs-r", "unit": "score", "value": "49", "body_site": ""}, "49"),
    ("a dyspnoea of 5", {"measure": "dyspnoea", "unit": "score", "value": "5", "body_site": ""}, "5"),
    ("a dyspnoea of 1.5", {"measure": "dyspnoea", "unit": "score", "value": "1.5", "body_site": ""}, "1.5"),
    ("a saturation of 101 %", {"measure": "spo2", "unit": "%", "value": "101", "body_site": ""}, "101"),
    ("a negative saturation", {"measure": "spo2", "unit": "%", "value": "-3", "body_site": ""}, "-3"),
    ("a vital capacity of 3000 %", {"measure": "fvc", "unit": "%", "value": "3000", "body_site": ""}, "3000"),
    ("a vital capacity in kg", {"measure": "fvc", "unit": "kg", "value": "3", "body_site": ""}, "kg"),
    ("a FACIT-F of 60", {"measure": "facit-f", "unit": "score", "value": "60", "body_site": ""}, "60"),
    ("a CFQ-11 of 40", {"measure": "cfq11", "unit": "score", "value": "40", "body_site": ""}, "40"),
    ("half a stand", {"measure": "sit-to-stand", "unit": "", "value": "12.5", "body_site": ""}, "12.5"),
    ("a negative creatine kinase", {"measure": "ck", "unit": "U/L", "value": "-10", "body_site": ""}, "-10"),
    ("a creatine kinase of 2e9", {"measure": "ck", "unit": "U/L", "value": "2e9", "body_site": ""}, "2000000000"),
    ("a weight of 9000 kg", {"measure": "weight", "unit": "kg", "value": "9000", "body_site": ""}, "9000"),
    ("cramps below zero", {"measure": "cramp-count", "unit": "/d", "value": "-2", "body_site": ""}, "-2"),
    ("no time", {"effective_time": ""}, "effective_time"),
    ("a month 13", {"effective_time": "2025-13-01"}, "2025-13-01"),
    ("30 February", {"effective_time": "2025-02-30T10:00:00Z"}, "2025-02-30"),
    ("a word for a time", {"effective_time": "yesterday"}, "yesterday"),
    ("an hour 25", {"effective_time": "2025-06-01T25:00:00Z"}, "25:00"),
    ("an offset of 99 hours", {"effective_time": "2025-06-01T10:00:00+99:00"}, "+99:00"),
    ("day and month exchanged with slashes", {"effective_time": "01/06/2025"}, "01/06/2025"),
    ("a second 75", {"effective_time": "2025-06-01T10:00:75Z"}, "75"),
    ("seconds since 1970", {"effective_time": "1748765000"}, "1748765000"),
    ("the year 1850", {"effective_time": "1850-06-01"}, "1850"),
    ("the year 2050", {"effective_time": "2050-06-01"}, "2050"),
    ("tomorrow", {"effective_time": "2026-03-02T12:00:00Z"}, "future"),
    ("an hour that the clock skipped", {"patient_id": "P2", "effective_time": "2025-03-30T02:30:00"}, "02:30"),
    ("an hour that came twice", {"patient_id": "P2", "effective_time": "2025-10-26T02:30:00"}, "02:30"),
    ("recorded before it held", {"recorded_time": "2025-05-01T09:00:00Z"}, "recorded"),
    ("recorded tomorrow", {"recorded_time": "2026-03-02T12:00:00Z"}, "recorded"),
    ("a word for the recorded time", {"recorded_time": "soon"}, "soon"),
    ("an unknown source", {"source": "doctor"}, "clinician"),
    ("an unknown patient", {"patient_id": "P9"}, "P9"),
    ("a patient's id in the wrong case", {"patient_id": "p1"}, "p1"),
    ("no patient", {"patient_id": ""}, "patient"),
    ("an upper limit that is a word", {"measure": "ck", "unit": "U/L", "value": "200", "body_site": "", "upper_limit": "high"}, "high"),
    ("an upper limit below zero", {"measure": "ck", "unit": "U/L", "value": "200", "body_site": "", "upper_limit": "-5"}, "-5"),
    ("trials with a word", {"trials": "30;x;31"}, "x"),
    ("trials with a gap", {"trials": "30;;31"}, "trial"),
    ("an impossible trial", {"trials": "30;900;31"}, "900"),
    ("an unknown region", {"region": "head"}, "head"),
    ("a correction of nothing", {"corrects": "r0000000000000000", "reason": "misread"}, "r0000000000000000"),
    ("a retraction before the record", {"retracted_time": "2025-05-01T09:00:00Z", "reason": "wrong"}, "retracted"),
    ("a retraction tomorrow", {"retracted_time": "2026-03-02T09:00:00Z", "reason": "wrong"}, "retracted"),
    ("a word for the retraction's time", {"retracted_time": "later", "reason": "wrong"}, "later"),
    ("a misspelt sign", {"measure": "weaknes", "value": "present", "unit": "", "body_site": ""}, "weakness"),
    ("a sign that may be", {"measure": "weakness", "value": "maybe", "unit": "", "body_site": ""}, "present"),
    ("a sign as a number", {"measure": "weakness", "value": "1", "unit": "", "body_site": ""}, "present"),
    ("a sign without finding", {"measure": "weakness", "value": "", "unit": "", "body_site": ""}, "present"),
    ("a sign from a laboratory", {"measure": "weakness", "value": "present", "unit": "", "body_site": "", "source": "lab"}, "lab"),
    ("a sign from a device", {"measure": "weakness", "value": "present", "unit": "", "body_site": "", "source": "device"}, "device"),
    ("a sign of an unknown region", {"measure": "weakness", "value": "present", "unit": "", "body_site": "", "region": "leg"}, "leg"),
    ("a sign of an unknown side", {"measure": "weakness", "value": "present", "unit": "", "body_site": "up"}, "up"),
    ("a measure found present", {"value": "present"}, "present"),
]
EVENTS = [
    ("a misspelt event", {"kind": "infectoin"}, "infection"),
    ("an event nobody knows", {"kind": "holiday"}, "holiday"),
    ("no kind", {"kind": ""}, "kind"),
    ("an event without start", {"start_time": ""}, "start"),
    ("an event that starts some day", {"start_time": "some day"}, "some day"),
    ("an event that ends before it starts", {"end_time": "2025-04-01"}, "end"),
    ("an event's end that is a word", {"end_time": "later"}, "later"),
    ("an event of tomorrow", {"start_time": "2026-03-02"}, "future"),
    ("an event recorded before it began", {"recorded_time": "2025-01-01"}, "recorded"),
    ("an event of an unknown patient", {"patient_id": "P9"}, "P9"),
]
PATIENT_ROWS = [
    ("a patient of unknown sex word", {"sex": "x"}, "female"),
    ("a patient without sex", {"sex": ""}, "sex"),
    ("a birth year 1750", {"birth_year": "1750"}, "1750"),
    ("a birth year to come", {"birth_year": "2040"}, "2040"),
    ("a birth year in words", {"birth_year": "sixty"}, "sixty"),
    ("no birth year", {"birth_year": ""}, "birth"),
    ("a patient without id", {"patient_id": ""}, "patient_id"),
    ("an id with a blank", {"patient_id": "P 3"}, "P 3"),
    ("an id of 300 letters", {"patient_id": "P" * 300}, "64"),
    ("a height below zero", {"height_cm": "-170"}, "-170"),
    ("a height in metres", {"height_cm": "1.75"}, "1.75"),
    ("a weight of 9 tons", {"weight_kg": "9000"}, "9000"),
    ("a third hand", {"dominant_hand": "third"}, "third"),
    ("an infection to come", {"covid_date": "2031-01-01"}, "2031"),
    ("an infection on no day", {"covid_date": "2025-02-30"}, "2025-02-30"),
    ("a zone that is nowhere", {"time_zone": "Europe/Lundon"}, "Europe/London"),
    ("an enrolment on no day", {"enrolment_date": "spring"}, "spring"),
    ("a follow-up that ends before it begins", {"enrolment_date": "2025-05-01", "followup_end": "2025-04-01"}, "followup"),
    ("a treatment that starts on no day", {"treatment_start": "2025-00-01"}, "2025-00-01"),
    ("a known patient with another value", {"patient_id": "P1", "birth_year": "1966"}, "P1"),
]
GOOD_ROW = "P1,2025-06-01T09:00:00Z,grip,32,kg,left\n"
HEADER = "patient_id,effective_time,measure,value,unit,body_site\n"
# name, the whole file, a word of the reason
FILES = [
    ("an unknown column", "patient_id,effective_time,measure,value,unit,body_site,mood\n" + GOOD_ROW.replace("\n", ",good\n"), "mood"),
    ("a misspelt column", HEADER.replace("effective_time", "efective_time") + GOOD_ROW, "efective_time"),
    ("a column twice", HEADER.replace("unit", "unit,unit") + "P1,2025-06-01T09:00:00Z,grip,32,kg,kg,left\n", "unit"),
    ("a measurement file without values", "patient_id,effective_time,measure,unit\nP1,2025-06-01,grip,kg\n", "value"),
    ("a measurement file without patients", "effective_time,measure,value,unit,body_site\n2025-06-01,grip,32,kg,left\n", "patient"),
    ("an events file without start", "patient_id,kind\nP1,infection\n", "start_time"),
    ("a patients file without birth", "patient_id,sex\nP7,male\n", "birth"),
    ("a header that tells no kind", "name,colour\na,b\n", "column"),
    ("a header that tells two kinds", "patient_id,effective_time,measure,value,unit,kind,start_time\nP1,2025-06-01,grip,32,kg,,\n", "kind"),
    ("rows without a header", GOOD_ROW, "column"),
    ("an empty file", "", "empty"),
    ("a mark of byte order and nothing else", b"\xef\xbb\xbf", "empty"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", ""),
    ("a spreadsheet in UTF-16", HEADER.encode("utf-16"), ""),
    ("semicolons for commas", HEADER.replace(",", ";") + GOOD_ROW.replace(",", ";"), ""),
    ("a store for a table", b"SQLite format 3\x00" + bytes(100), ""),
    ("JSON", '{"resourceType":"Bundle"}', ""),
]
# name, the bad line as it stands in the file, a word of the reason
LINES = [
    ("a row with a field too few", b"P1,2025-06-02T09:00:00Z,grip,32,kg", "5"),
    ("a row with a field too many", b"P1,2025-06-02T09:00:00Z,grip,32,kg,left,more", "7"),
    ("a row of one word", b"total", "1"),
    ("a row with a byte that is no text", b"P1,2025-06-02T09:00:00Z,gr\xff\xfeip,32,kg,left", "UTF-8"),
    ("a row with a zero byte", b"P1,2025-06-02T09:00:00Z,grip,3\x002,kg,left", ""),
    ("a quote within a field", b'P1,2025-06-02T09:00:00Z,gr"ip,32,kg,left', "quot"),
    ("letters after a closing quote", b'P1,2025-06-02T09:00:00Z,"grip"x,32,kg,left', "quot"),
    ("a field of two million letters", b"P1,2025-06-02T09:00:00Z," + b"g" * 2_000_000 + b",32,kg,left", ""),
]
EVENT_COLUMNS = ("patient_id", "kind", "start_time", "end_time", "note", "recorded_time", "author")
PATIENT_COLUMNS = ("patient_id", "sex", "birth_year", "height_cm", "weight_kg", "dominant_hand", "covid_date", "treatment_start", "time_zone",
                   "enrolment_date", "followup_end")


def columns_for(rows):
    return [column for column in MEASUREMENT_COLUMNS if any(column in row for row in rows)]


def rejected(place, tally, name, text, line, word, kept, file):
    """Import of `text` keeps `kept` rows, refuses the one at `line`, and says why; strictly it writes nothing."""
    before = place.exported()
    strict = place.import_text(text, "--strict")
    tally.check(f"{name}: --strict refuses with 1", strict.code == 1, f"exit {strict.code}: {strict.said}")
    tally.check(f"{name}: --strict writes nothing", place.exported() == before)
    done = place.import_text(text, "--rejects", place.path("rejects.csv"))
    tally.check(f"{name}: exit 5", done.code == 5, f"exit {done.code}: {done.said}")
    try:
        reasons = list(csv.DictReader(io.StringIO(place.read("rejects.csv"), newline="")))
    except OSError:
        reasons = []
    if tally.check(f"{name}: one row is rejected", len(reasons) == 1, f"{len(reasons)} rows: {reasons}"):
        told = reasons[0]
        tally.check(f"{name}: the line is named", told.get("line") == str(line), told.get("line"))
        tally.check(f"{name}: the reason says {word!r}", word.lower() in (told.get("reason") or "").lower(), told.get("reason"))
    tally.equal(f"{name}: what is right is kept", len(place.rows(file)), kept)


def bad_rows(program, tally):
    for name, wrong, word in MEASUREMENTS:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            rows = [measurement(), measurement(effective_time="2025-06-02T09:00:00Z", **{}) | wrong, measurement(effective_time="2025-06-03T09:00:00Z")]
            rejected(place, tally, name, table(columns_for(rows), rows), 3, word, 2, "measurements.csv")
    for name, wrong, word in EVENTS:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            good = {"patient_id": "P1", "kind": "injury", "start_time": "2025-05-01"}
            rows = [good, dict(good, kind="infection", start_time="2025-05-02") | wrong, dict(good, start_time="2025-05-03")]
            rejected(place, tally, name, table(EVENT_COLUMNS, rows), 3, word, 2, "events.csv")
    for name, wrong, word in PATIENT_ROWS:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            rows = [dict({"patient_id": "P3", "sex": "male", "birth_year": "1970", "time_zone": "UTC"}, **wrong),
                    {"patient_id": "P4", "sex": "female", "birth_year": "1980"}]
            rejected(place, tally, name, table(PATIENT_COLUMNS, rows), 2, word, 3, "patients.csv")
    for name, line, word in LINES:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            text = HEADER.encode() + GOOD_ROW.encode() + line + b"\n" + GOOD_ROW.replace("06-01", "06-03").encode()
            rejected(place, tally, name, text, 3, word, 2, "measurements.csv")


def bad_files(program, tally):
    for name, content, word in FILES:
        with Place(program, tally) as place:
            place.import_text(PATIENTS, name="patients.csv")
            place.import_text(HEADER + GOOD_ROW)
            before = place.exported()
            done = place.import_text(content, name="bad.csv")
            codes = (1, 2) if name == "a measurement file without patients" else (1,)  # 2: --patient is missing
            tally.check(f"{name}: exit 1", done.code in codes, f"exit {done.code}: {done.said}")
            tally.check(f"{name}: names the file", "bad.csv" in done.err, done.err)
            tally.check(f"{name}: says {word!r}", word.lower() in done.err.lower(), done.err)
            tally.check(f"{name}: nothing is changed", place.exported() == before)
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        place.expect("a file that is not there", ("import", place.path("nowhere.csv")), {1, 2}, ("nowhere.csv",))
        place.expect("a folder for a file", ("import", place.folder), {1, 2})
        place.expect("no file", ("import",), 2)
        done = place.import_text(HEADER + GOOD_ROW + 'P1,2025-06-02T09:00:00Z,"grip,32,kg,left\n')
        tally.check("a quote that never closes is refused, the row before it kept", done.code in (1, 5), done.said)
        place.expect("an unknown format to export", ("export", "--to", "xml", "-o", place.path("x")), 2)
