"""The command line: what is there, what is absent, and each entry by hand with both its times."""
import os
import re
import subprocess

from walking import PATIENTS, Place, table, weekly_grip

COMMANDS = ("patient", "log", "sign", "event", "correct", "retract", "history", "undo", "import", "export", "trend", "assess", "report", "worklist", "checkin", "due", "simulate", "deliver", "status", "completion",
            "scan", "alerts", "pathway", "replay", "backup", "restore", "check")
ABSENT = (("serve",), ("export", "--to", "fhir", "-o", "x"), ("export", "--to", "ndjson", "-o", "x"))
USAGE = ((), ("frobnicate",), ("assess", "--frobnicate"), ("assess", "surplus"), ("log",), ("log", "grip"), ("sign", "weakness"), ("event",),
         ("correct", "r1"), ("correct", "r1", "30", "kg"), ("retract", "r1"), ("history",), ("patient",), ("patient", "add"),
         ("patient", "add", "P7", "--sex", "male"), ("patient", "add", "P7", "--birth", "1970"), ("patient", "fly"), ("import",), ("export",),
         ("export", "--to", "csv"), ("report",), ("report", "-o", "page.docx"), ("scan", "--jobs", "many"), ("alerts", "show"), ("alerts", "ack"),
         ("pathway", "check"), ("replay",), ("backup",), ("restore",), ("assess", "--format", "xml"), ("assess", "--as-of"),
         ("patient", "erase", "P1"), ("assess", "-p", "P1", "--point", "moon"))
# arguments that are refused with 1, a word of the sentence
REFUSED = ((("log", "gripp", "32", "kg", "--side", "left"), "grip"), (("log", "grip", "32", "stone", "--side", "left"), 'unit "stone" is not known for grip'),
           (("log", "grip", "32", "kg"), "side"), (("log", "grip", "32", "kg", "--side", "up"), "left"), (("log", "grip", "strong", "kg", "--side", "left"), "strong"),
           (("log", "grip", "900", "kg", "--side", "left"), "900"), (("log", "grip", "32", "kg", "--side", "left", "--at", "2031-01-01"), "future"),
           (("log", "grip", "32", "kg", "--side", "left", "--at", "noon"), "noon"), (("log", "grip", "32", "kg", "--side", "left", "--source", "aunt"), "aunt"),
           (("log", "grip", "30", "x", "31", "kg", "--side", "left"), "x"), (("log", "mrc", "4", "--side", "left"), "muscle"),
           (("log", "mrc", "7", "--side", "left", "--muscle", "deltoid"), "7"), (("log", "fatigue", "12"), "12"), (("log", "spo2", "140", "%"), "140"),
           (("sign", "weaknes", "present"), "weakness"), (("sign", "weakness", "perhaps"), "present"), (("sign", "weakness", "present", "--region", "leg"), "leg"),
           (("sign", "weakness", "present", "--source", "lab"), "lab"), (("event", "infektion"), "infection"), (("event", "injury", "--at", "2031-01-01"), "future"),
           (("event", "injury", "--at", "2025-05-03", "--until", "2025-05-01"), "end"),
           (("patient", "add", "P7", "--sex", "unclear", "--birth", "1970"), "female"), (("patient", "add", "P7", "--sex", "male", "--birth", "1970-13"), "1970-13"),
           (("patient", "add", "P 7", "--sex", "male", "--birth", "1970"), "P 7"), (("patient", "add", "P1", "--sex", "male", "--birth", "1970"), "P1"),
           (("patient", "add", "P7", "--sex", "male", "--birth", "2040"), "2040"), (("patient", "add", b"P\xff7", "--sex", "male", "--birth", "1970"), "not UTF-8"),
           (("patient", "add", "P7", "--sex", "male", "--birth", "1970", "--zone", "Mars/Base"), "Mars/Base"),
           (("patient", "add", "P7", "--sex", "male", "--birth", "1970", "--hand", "third"), "third"))


def command_line(program, tally):
    with Place(program, tally) as place:
        done = place.expect("--version", ("--version",), 0)
        tally.check("--version says a version", re.search(r"\d+\.\d+\.\d+", done.out), done.out)
        done = place.expect("--help", ("--help",), 0)
        for command in COMMANDS:
            tally.check(f"--help names {command}", re.search(rf"\b{command}\b", done.out))
            help_page = place.expect(f"{command} --help", (command, "--help"), 0)
            tally.check(f"{command} --help has an example", "myotrend " + command in help_page.out, help_page.out)
        tally.check("help makes no store", not os.path.exists(place.store))
        place.import_text(PATIENTS, name="patients.csv")
        for arguments in ABSENT:
            place.expect("absent, not half there: " + " ".join(arguments), (*arguments, "-p", "P1"), 2)
        for arguments in USAGE:
            done = place.expect("usage: " + " ".join(arguments), arguments, 2)
            tally.check("a message on stderr, nothing on stdout: " + " ".join(arguments), done.err and not done.out, done.said)
        for arguments in (("--patient", "P1", "assess"), ("assess", "--patient", "P1"), ("-p", "P1", "assess", "--format", "json"), ("assess", "-p", "P1", "--quiet")):
            place.expect("options before and after: " + " ".join(arguments), arguments, 0)
        place.expect("several patients and none named", ("assess",), 2, ("P1", "P2"))
        place.expect("the patient from the surroundings", ("assess",), 0, MYOTREND_PATIENT="P2")
        place.expect("no such patient", ("assess", "-p", "P9"), 3, ("P9",))
        place.expect("no such patient, to log", ("log", "fatigue", "3", "-p", "P9"), 3)
        place.expect("no such reading", ("history", "r0123456789abcdef"), 3)
        place.expect("no such reading, to correct", ("correct", "r0123456789abcdef", "3", "kg", "--why", "x"), 3)
        place.expect("no such fact, to retract", ("retract", "s0123456789abcdef", "--why", "x"), 3)
        place.expect("no such alert", ("alerts", "show", "a0123456789abcdef"), 3)
        place.expect("no such alert, to acknowledge", ("alerts", "ack", "a0123456789abcdef"), 3)
        for command in (("log", "fatigue", "3"), ("sign", "weakness", "present"), ("event", "injury"), ("undo",), ("scan",), ("import", place.path("patients.csv")),
                        ("patient", "add", "P8", "--sex", "male", "--birth", "1970")):
            place.expect("a command that writes refuses --as-of: " + " ".join(command[:2]), (*command, "--as-of", "2025-06-01"), 2)
        for command in (("status",), ("check",), ("backup", place.path("b.db")), ("routes", "explain", "a0123456789abcdef"), ("patient", "list"), ("patient", "show", "P1"),
                        ("simulate", "--patients", "1", "--seed", "1", "-o", place.path("s")), ("pathway", "show"), ("pathway", "diff", "built-in", "built-in"),
                        ("pathway", "test", place.path("patients.csv")), ("completion", "bash"), ("manual",)):
            place.expect("a command of the present refuses --as-of: " + " ".join(command[:2]), (*command, "--as-of", "2025-06-01"), 2, ("--as-of",))
        before = place.exported()
        for arguments, word in REFUSED:
            place.expect("refused: " + " ".join(map(str, arguments)), (*arguments, "-p", "P1") if arguments[0] != "patient" else arguments, 1, (word,))
        tally.check("nothing that was refused is written", place.exported() == before)
        colour = place.run("assess", "-p", "P1")
        tally.check("no colour off a terminal", "\x1b" not in colour.said)


def patients(program, tally):
    with Place(program, tally) as place:
        place.expect("add", ("patient", "add", "A-1", "--sex", "female", "--birth", "1970-05", "--height", "170", "--weight", "65", "--hand", "left",
                             "--covid", "2025-01-15", "--zone", "Europe/London"), 0)
        place.expect("the only patient is meant", ("assess",), 0)
        place.expect("show", ("patient", "show", "A-1"), 0, ("female", "1970-05", "Europe/London"))
        place.expect("edit", ("patient", "edit", "A-1", "--weight", "63.5"), 0)
        place.expect("show the edited", ("patient", "show", "A-1"), 0, ("63.5",))
        place.expect("edit to what it is", ("patient", "edit", "A-1", "--weight", "63.5"), 0, ("nothing changed",))
        place.expect("edit of nothing", ("patient", "edit", "A-1"), 2, ("--height",))
        place.expect("edit nobody", ("patient", "edit", "A-9", "--weight", "63.5"), 3)
        place.expect("add another", ("patient", "add", "a-1", "--sex", "unknown", "--birth", "1999"), 0)
        done = place.expect("list", ("patient", "list", "--format", "json"), 0)
        tally.check("list tells both, bytewise", "A-1" in done.out and done.out.index("A-1") < done.out.index("a-1"), done.out)
        place.run("log", "fatigue", "5", "-p", "A-1", "--note", "secret note")
        place.expect("erase", ("patient", "erase", "A-1", "--why", "asked for it"), 0)
        place.expect("erased is gone", ("patient", "show", "A-1"), 3)
        place.expect("an erased id is not used again", ("patient", "add", "A-1", "--sex", "female", "--birth", "1970"), 1, ("A-1",))
        with open(place.store, "rb") as store:
            held = store.read()
        wal = place.store + "-wal"
        if os.path.exists(wal):
            with open(wal, "rb") as store:
                held += store.read()
        tally.check("an erased note is not in the file any more", b"secret note" not in held)
        place.expect("check after an erasure", ("check",), 0)


def check_in(program, tally):
    """With the machine's own clock: each answer is recorded a little later than the check-in began."""
    with Place(program, tally) as place:
        surroundings = {key: value for key, value in place.surroundings.items() if key != "MYOTREND_NOW"}

        def said(arguments, typed=""):
            return subprocess.run([program, *arguments], env=surroundings, input=typed, capture_output=True, text=True, timeout=60, check=False).stdout

        said(("patient", "add", "P1", "--sex", "female", "--birth", "1970", "--zone", "UTC"))
        asked = said(("checkin",)).splitlines()
        tally.check("no input: it is left, and nothing is lost", "go on when you like" in asked[-1], asked)
        total = int(asked[1].split("/")[1].split()[0])
        answers = ["no"] * total
        answers[:4] = ["3", "2", "0", "0"]
        for number in range(5, total + 1):  # the one about choking
            before = "".join(line + "\n" for line in [""] * (number - 1))
            if "choke" in said(("checkin",), before).splitlines()[-2]:
                answers[number - 1] = "yes"
        page = said(("checkin",), "".join(line + "\n" for line in answers))
        tally.check("an emergency is told at once", -1 < page.find("Please get medical help now") < page.find("How things have moved"), page)
        tally.check("and the page at the end knows it", "choke on food" in page.split("How things have moved")[1].split("What the tests show")[0].lower()
                    or "now" in page.split("How things have moved")[1].split("What the tests show")[0].lower(), page)
        tally.equal("all is answered for today", said(("checkin",)), "There is nothing to answer today.\n")


def entries(program, tally):
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        on_p1 = ("-p", "P1")
        place.expect("log", ("log", "grip", "32", "kg", "--side", "left", *on_p1), 0)
        place.expect("several values are the trials of a session", ("log", "grip", "30", "33", "31", "kg", "--side", "right", *on_p1), 0)
        trials = [row for row in place.rows() if row["body_site"] == "right"]
        tally.check("all trials are kept", trials and trials[0]["trials"] == "30;33;31", trials)
        place.expect("could not", ("log", "grip", "could-not", "--side", "right", "--at", "2026-02-28T10:00:00Z", *on_p1), 0)
        tally.check("could not is never a zero", any(row["value"] == "could-not" for row in place.rows()), place.rows())
        done = place.expect("a negative breathing pressure is taken as its size", ("log", "mip", "-85", "cmH2O", *on_p1), 0)
        tally.check("and noted", any(word in done.said.lower() for word in ("magnitude", "negative", "taken as")), done.said)
        place.expect("a soft limit warns", ("log", "grip", "2", "kg", "--side", "left", "--at", "2026-02-01T09:00:00Z", *on_p1), 0)
        place.expect("sign", ("sign", "weakness", "absent", "--source", "clinician", "--region", "cervical", *on_p1), 0)
        done = place.expect("an emergency begins with the action", ("sign", "orthopnoea", "present", *on_p1), 0, ("emergency",))
        tally.check("and says that nobody is called", "calls nobody" in done.out or "does not call" in done.out, done.out)
        place.expect("event", ("event", "infection", "--at", "2026-02-10", *on_p1), 0)
        place.expect("event closed", ("event", "infection", "--until", "2026-02-20", *on_p1), 0)
        infections = [row for row in place.rows("events.csv") if row["kind"] == "infection"]
        tally.check("closing makes no second event", len(infections) == 1 and infections[0]["end_time"][:10] == "2026-02-20", infections)
        place.expect("closing what is not open", ("event", "injury", "--until", "2026-02-20", *on_p1), 1)
        place.expect("an earlier clock than the newest entry", ("log", "fatigue", "3", *on_p1), 1, MYOTREND_NOW="2026-02-20T12:00:00Z")
        place.expect("--now", ("log", "fatigue", "3", "--now", "2026-03-02T08:00:00Z", *on_p1), 0)


def told_anew(program, tally):
    """What was taken back stays so; who tells it once more is heard, and nothing of it is lost on the way out and back."""
    with Place(program, tally) as place, Place(program, tally) as other:
        place.run("patient", "add", "P1", "--sex", "female", "--birth", "1980", MYOTREND_NOW="2026-03-01T09:00:00Z")
        log = ("log", "ck", "240", "U/L", "--source", "lab", "--at", "2026-02-11")
        infection = ("event", "infection", "--at", "2026-02-02")
        for minute, arguments in enumerate([log, ("undo",), (*log, "--upper-limit", "100"), infection,
                                            ("event", "infection", "--until", "2026-02-10"), ("undo",)]):
            place.expect(" ".join(arguments), arguments, 0, MYOTREND_NOW=f"2026-03-01T10:{minute:02}:00Z")
        late = {"MYOTREND_NOW": "2026-03-01T11:00:00Z"}
        place.expect("the reading told anew counts", ("trend", "ck"), 0, ("1 reading: 240",), **late)
        place.surroundings.update(late)
        other.surroundings.update(late)
        files = place.exported()
        for name, text in files.items():
            other.write(name, text)
        names = [other.path(name) for name in files]
        other.expect("it comes into another store", ("import", *names), 0, ("2 retracted",))
        other.expect("once", ("import", *names), 0, ("0 facts",))
        tally.equal("and out again as it was", other.exported(), files)
        place.expect("the open event is closed again", (*infection, "--until", "2026-02-10"), 0, ("recorded",))
        place.expect("closed it is known", (*infection, "--until", "2026-02-10"), 0, ("already known",))
        place.expect("event taken back", ("undo",), 0)


def mistakes(program, tally):
    """Correct, retract, undo, history: the old value stays readable for ever."""
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = "2026-01-15T08:00:00Z"
        place.import_text(PATIENTS, name="patients.csv")
        place.run("log", "ck", "6000", "U/L", "-p", "P1", "--source", "lab", MYOTREND_NOW="2026-02-01T08:00:00Z")
        place.surroundings["MYOTREND_NOW"] = "2026-02-01T09:00:00Z"
        reading = place.rows()[0]["reading_id"]
        done = place.expect("correct", ("correct", reading, "160", "U/L", "--why", "a digit too many"), 0, MYOTREND_NOW="2026-02-02T08:00:00Z")
        tally.check("a correction that removes the ground is told", "withdrawn" in done.said.lower() or "emergency" in done.said.lower(), done.said)
        place.surroundings["MYOTREND_NOW"] = "2026-02-03T08:00:00Z"
        done = place.expect("history", ("history", reading), 0, ("6000", "160", "a digit too many", "tester"))
        said = {day: place.run("assess", "-p", "P1", "--as-of", day, "--format", "json").json()["disposition"] for day in ("2026-02-01", "2026-02-02")}
        tally.equal("the past as it was known stays readable", said, {"2026-02-01": "emergency", "2026-02-02": "insufficient_data"})
        place.surroundings["MYOTREND_NOW"] = "2026-03-01T12:00:00Z"
        place.expect("correct to what cannot be", ("correct", reading, "-4", "U/L", "--why", "x"), 1)
        place.expect("correct to another unit of the measure", ("correct", reading, "2.7", "ukat/L", "--why", "unit"), 0)
        place.expect("retract", ("retract", reading, "--why", "wrong patient"), 0)
        place.expect("retract twice", ("retract", reading, "--why", "wrong patient"), 1)
        place.expect("history of the retracted", ("history", reading), 0, ("wrong patient", "6000"))
        place.run("sign", "babinski", "present", "--source", "clinician", "-p", "P1", MYOTREND_NOW="2026-03-05T08:00:00Z")
        place.expect("undo", ("undo", "-p", "P1"), 0, MYOTREND_NOW="2026-03-05T08:30:00Z")
        done = place.run("assess", "-p", "P1", "--format", "json", MYOTREND_NOW="2026-03-05T08:31:00Z")
        tally.equal("what was undone no longer counts", done.json()["disposition"], "insufficient_data")
        place.run("event", "infection", "--at", "2026-03-04", "-p", "P1", MYOTREND_NOW="2026-03-05T08:40:00Z")
        place.run("event", "infection", "--until", "2026-03-05", "-p", "P1", MYOTREND_NOW="2026-03-05T08:50:00Z")
        place.expect("undo of a closing", ("undo", "-p", "P1"), 0, ("infection",), MYOTREND_NOW="2026-03-05T08:51:00Z")
        place.expect("the event is open again", ("event", "infection", "--until", "2026-03-05", "-p", "P1"), 0, MYOTREND_NOW="2026-03-05T08:52:00Z")
        place.run("log", "fatigue", "4", "-p", "P1", MYOTREND_NOW="2026-03-06T08:00:00Z")
        place.expect("undo after more than an hour", ("undo", "-p", "P1"), (1, 3), MYOTREND_NOW="2026-03-06T09:30:00Z")
        place.expect("undo of somebody else's entry", ("undo", "-p", "P1"), (1, 3), MYOTREND_NOW="2026-03-06T08:10:00Z", MYOTREND_USER="somebody")
        place.expect("check", ("check",), 0)


def as_json(program, tally):
    keys = {"schema", "patient", "as_of", "pathway", "input_sha256", "disposition", "since", "summary", "flags", "set_aside", "missing", "data_quality",
            "regions", "rules"}
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        rows = weekly_grip(40, change_pct=-1.0)
        place.import_text(table(list(rows[0]), rows))
        place.run("sign", "atrophy", "present", "--source", "clinician", "--side", "right", "--region", "cervical", "-p", "P1")
        done = place.expect("assess", ("assess", "-p", "P1", "--format", "json"), 0)
        answer = done.json()
        tally.check("every key of an assessment", keys <= set(answer), keys - set(answer))
        tally.equal("schema", answer["schema"], "myotrend.assessment/1")
        tally.check("the pathway's stamp", {"id", "version", "sha256", "point"} <= set(answer["pathway"]), answer["pathway"])
        tally.check("sums are SHA-256", all(re.fullmatch(r"[0-9a-f]{64}", text) for text in (answer["input_sha256"], answer["pathway"]["sha256"])))
        tally.equal("fourteen flags, and one for data that stop", len(answer["flags"]), 15)
        for flag in answer["flags"]:
            tally.check(f"flag {flag.get('id')} is whole", {"id", "title", "state", "level", "evidence", "source"} <= set(flag), flag)
        met = [flag for flag in answer["flags"] if flag["state"] == "met"]
        evidence = [one for flag in met for one in flag["evidence"]]
        tally.check("every ground has kind, readings and a sentence", evidence and all({"kind", "readings", "text"} <= set(one) for one in evidence), evidence)
        trend = [one for one in evidence if one["kind"] == "trend"]
        tally.check("a trend carries figures with units", trend and any("slope_pct_per_month" in one and "interval_95_pct_per_month" in one for one in trend), trend)
        for rule in answer["rules"]:
            tally.check(f"rule {rule.get('id')} is whole", {"id", "flag", "level", "since", "act_within_days"} <= set(rule), rule)
        known = {row["reading_id"] for row in place.rows()}
        tally.check("the readings of the evidence exist", all(reading in known for one in evidence for reading in one["readings"]))
        digits = [figure for figure in re.findall(r"(?<![\w\"-])-?\d+\.\d+(?:e[-+]?\d+)?(?=[,}\]])", done.out)]
        tally.check("figures have six significant digits at most", all(len(re.sub(r"e.*|[-.]", "", figure).lstrip("0")) <= 6 for figure in digits), digits)
        tally.equal("the same bytes again", place.run("assess", "-p", "P1", "--format", "json").out, done.out)
        lines = place.expect("assess --all", ("assess", "--all", "--format", "json"), 0).json_lines()
        tally.equal("one line a patient, bytewise", [line["patient"] for line in lines], ["P1", "P2"])
        work = place.expect("worklist", ("worklist", "--format", "json"), 0).json()
        tally.check("worklist: one array, most urgent first", isinstance(work, list) and work[0]["patient"] == "P1", work)
        for arguments in (("assess", "-p", "P1"), ("trend", "grip", "-p", "P1"), ("trend", "-p", "P1"), ("worklist",), ("alerts",), ("patient", "list")):
            text = place.expect("as text: " + " ".join(arguments), arguments, 0)
            tally.check("says something: " + " ".join(arguments), len(text.out) > 10 or arguments == ("alerts",), text.out)
            place.expect("as JSON: " + " ".join(arguments), (*arguments, "--format", "json"), 0).json()
        done = place.expect("--point population", ("assess", "-p", "P1", "--point", "population", "--format", "json"), 0)
        tally.equal("the point is told", done.json()["pathway"]["point"], "population")
        place.expect("pathway show", ("pathway", "show"), 0, ("R1", "EM1"))
        place.expect("a pathway that is no pathway", ("pathway", "check", place.write("p.json", "{}")), 1)
        place.expect("a pathway that is no JSON", ("assess", "-p", "P1", "--pathway", place.write("q.json", "{")), (1, 2))
        place.expect("tests of a pathway that hold nothing", ("pathway", "test", place.write("t.json", "[]")), 1)
