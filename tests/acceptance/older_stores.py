"""A store of version 1 is brought forward: the same answers, nothing lost, and an acknowledgement that had no end gets one."""
import contextlib
import os
import re
import sqlite3

from walking import PATIENTS, Place, measurement, table, weekly_grip

FORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../schema/sqlite")
SAID_AT = "2026-03-02T08:00:00Z"
NOW = "2026-03-03T12:00:00Z"


def filled(place):
    """Facts of every kind, corrected and taken back, and alerts as version 1 knew them."""
    place.surroundings["MYOTREND_NOW"] = SAID_AT
    place.import_text(PATIENTS, name="patients.csv")
    rows = weekly_grip(40, change_pct=-1) + weekly_grip(40, patient="P2", value=30)
    place.import_text(table(list(rows[0]), rows))
    for words in (("log", "ck", "800", "U/L", "--note", "after a walk"), ("log", "grip", "could-not", "--side", "left"),
                  ("log", "grip", "30", "32", "31", "kg", "--side", "left"), ("event", "infection", "--at", "2026-01-05"),
                  ("event", "infection", "--until", "2026-01-20"), ("event", "medicine", "--note", "a statin")):
        place.expect(" ".join(words), (*words, "-p", "P2"), 0)
    place.run("sign", "babinski", "present", "--source", "clinician", "-p", "P2")
    place.run("sign", "atrophy", "present", "--source", "clinician", "-p", "P2")
    fact = place.run("log", "fatigue", "3", "-p", "P2").out.split()[1].rstrip(":")
    place.expect("correct", ("correct", fact, "4", "--why", "a slip"), 0)
    fact = place.run("log", "myalgia", "3", "-p", "P2").out.split()[1].rstrip(":")
    place.expect("retract", ("retract", fact, "--why", "another's"), 0)
    place.run("scan")
    for alert in place.run("alerts", "--format", "json").json():
        verb = {"upper-motor-neuron": ("ack",), "muscle-atrophy": ("resolve", "--outcome", "referred")}.get(alert["flag"])
        if verb:
            place.expect(" ".join(verb), ("alerts", verb[0], alert["id"], *verb[1:], "--by", "Dr A"), 0)


def version_one(place, path):
    """A store made by the SQL of version 1 alone, with the rows of the place's store."""
    first = open(os.path.join(FORMS, sorted(os.listdir(FORMS))[0]), encoding="utf-8").read()
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript(first)
        old.execute("attach ? as new", (place.store,))
        for name in re.findall(r"CREATE TABLE (\w+)", first):
            columns = ", ".join(row[1] for row in old.execute(f"pragma main.table_info({name})"))
            old.execute(f"insert into main.{name} ({columns}) select {columns} from new.{name}")
        application = old.execute("pragma new.application_id").fetchone()[0]
        old.commit()
        old.execute(f"pragma application_id = {application}")
        old.execute("pragma user_version = 1")
        old.commit()


def answers(place, store):
    said = {"export": [place.read(f"out-{os.path.basename(store)}/{name}") for name in ("patients.csv", "measurements.csv", "events.csv")]
            if place.run("--db", store, "export", "--to", "csv", "-o", place.path("out-" + os.path.basename(store))).code == 0 else None}
    for words in (("assess", "--all"), ("worklist",), ("alerts", "--all"), ("assess", "--all", "--as-of", "2026-01-15"), ("patient", "list"),
                  ("alerts", "stats")):
        said[" ".join(words)] = place.run("--db", store, *words, "--format", "json").out
    for alert in place.run("--db", store, "alerts", "--all", "--format", "json").json():
        said["alert " + alert["id"]] = place.run("--db", store, "alerts", "show", alert["id"]).out
    return {name: re.sub(r'(,"until":"[^"]*"| until [0-9]+ \w+ [0-9]{4})', "", text) if isinstance(text, str) else text for name, text in said.items()}


def older_stores(program, tally):
    with Place(program, tally) as place:
        filled(place)
        place.surroundings["MYOTREND_NOW"] = NOW
        old = place.path("old.db")
        version_one(place, old)
        wanted = answers(place, place.store)
        tally.check("there is something to lose", len(wanted) >= 10 and all(wanted.values()), {name: len(text or "") for name, text in wanted.items()})
        place.expect("check of an old store", ("check", "--db", old), 0)
        found = answers(place, old)
        for name, text in wanted.items():
            tally.equal(f"the same: {name}", found.get(name), text)
        with contextlib.closing(sqlite3.connect(old)) as store:
            tally.equal("it is of the present version", store.execute("pragma user_version").fetchone()[0], len(os.listdir(FORMS)))
        tally.equal("nothing new to say", place.run("scan", "--db", old).out, "")
        changes = [(line["flag"], line["change"]) for line in place.run("scan", "--db", old, MYOTREND_NOW="2026-03-05T08:00:00Z").json_lines()]
        tally.check("an acknowledgement of then runs out too", ("upper-motor-neuron", "lapsed") in changes, changes)
        place.expect("check after it", ("check", "--db", old), 0, MYOTREND_NOW="2026-03-05T08:00:00Z")
    with Place(program, tally) as place:  # an acknowledgement that should have run out long ago
        place.surroundings["MYOTREND_NOW"] = SAID_AT
        place.import_text(PATIENTS, name="patients.csv")
        place.import_text(table(list(measurement()), [measurement()]))
        place.run("sign", "babinski", "present", "--source", "clinician", "-p", "P1")
        place.run("alerts", "ack", place.run("alerts", "--format", "json").json()[0]["id"])
        place.run("log", "fatigue", "3", "-p", "P1", MYOTREND_NOW="2026-03-03T08:00:00Z")
        old = place.path("old.db")
        version_one(place, old)
        with contextlib.closing(sqlite3.connect(old)) as store:
            store.execute("update patient set judged_at_us = judged_at_us + 20 * 86400000000")
            store.commit()
        place.surroundings["MYOTREND_NOW"] = "2026-04-20T08:00:00Z"
        place.expect("long quiet, and sound", ("check", "--db", old), 0)
        tally.equal("it rings at the next scan", [line["change"] for line in place.run("scan", "--db", old).json_lines()], ["lapsed"])
