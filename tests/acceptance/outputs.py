"""Where answers go: never over the store or an input, in full or said not to be, and only what was asked for."""
import json
import os
import subprocess
import time

from bad_input import GOOD_ROW, HEADER
from walking import PATIENTS, Place, table, weekly_grip


def filled(place):
    place.import_text(PATIENTS, name="patients.csv")
    rows = weekly_grip(12)
    place.import_text(table(list(rows[0]), rows))


def never_over_the_store(program, tally):
    with Place(program, tally) as place:
        filled(place)
        before = place.exported()
        os.symlink(place.store, place.path("other-name.csv"))
        for target in (place.store, "./store.db", place.path("other-name.csv"), place.store + "-wal", place.store + "-shm"):
            for arguments in (("replay", "-o", target), ("replay", "-o", place.path("d.csv"), "--report", target),
                              ("import", place.write("good.csv", HEADER + GOOD_ROW), "--rejects", target),
                              ("scan", "--metrics", target), ("scan", "--heartbeat", target), ("pathway", "calibrate", "-o", target)):
                place.expect(f"{arguments[0]} does not write over {os.path.basename(target)}", arguments, 1, ("store",))
        for name, ending in (("page", ".html"), ("list", ".html")):
            store = place.path(name + ending)
            os.rename(place.store, store)
            for extra in ("-wal", "-shm"):
                if os.path.exists(place.store + extra):
                    os.rename(place.store + extra, store + extra)
            command = ("report", "-p", "P1", "-o", store) if name == "page" else ("worklist", "-o", store)
            place.expect(f"{command[0]} does not write over the store", command, 1, ("is the store itself",), MYOTREND_DB=store)
            os.rename(store, place.store)
        for name in ("patients.csv", "measurements.csv", "events.csv"):
            os.makedirs(place.path("out"), exist_ok=True)
            os.rename(place.store, place.path("out/" + name))
            for command in (("export", "--to", "csv"), ("simulate", "--patients", "1", "--seed", "1")):
                place.expect(f"{command[0]} does not write over a store named {name}", (*command, "-o", place.path("out")), 1,
                             ("is the store itself",), MYOTREND_DB=place.path("out/" + name))
            os.rename(place.path("out/" + name), place.store)
        os.rename(place.store, place.path("out/P2.txt"))
        done = place.expect("report --all writes every page but the one that is the store",
                            ("report", "--all", "--ending", "txt", "-o", place.path("out"), "--format", "json"), 5, ("is the store itself",),
                            MYOTREND_DB=place.path("out/P2.txt"))
        tally.equal("and counts what it wrote", done.json_or_list()[0]["reports"] if done.out else None, 1)
        os.rename(place.path("out/P2.txt"), place.store)
        tally.check("the store is what it was", place.exported() == before)
        place.expect("check", ("check",), 0)


def never_over_an_input(program, tally):
    with Place(program, tally) as place:
        place.import_text(PATIENTS, name="patients.csv")
        text = HEADER + GOOD_ROW + GOOD_ROW.replace("grip", "gripp")
        source = place.write("source.csv", text)
        for told in (source, place.path("./source.csv")):
            place.expect("rejects do not go over the file they come from", ("import", source, "--rejects", told), 1, ("to import",))
        tally.equal("the file is what it was", place.read("source.csv"), text)
        tally.equal("and nothing was stored", place.rows(), [])
        done = place.expect("a dry run", ("import", source, "--rejects", place.path("bad.csv"), "--dry-run"), 5, ("would be done", "gripp"))
        tally.check("writes no rejects, and names no file", not os.path.exists(place.path("bad.csv")) and "bad.csv" not in done.said, done.said)
        truth = place.write("truth.csv", "patient_id\n")
        place.expect("decisions do not go over the truth", ("replay", "-o", truth, "--truth", truth), 1, ("holds the truth",))
        tally.equal("the truth is what it was", place.read("truth.csv"), "patient_id\n")


def id_alone(program, tally):
    with Place(program, tally) as place:
        place.run("patient", "add", "P1", "--sex", "male", "--birth", "1960")
        for command in (("sign", "choking", "present"), ("log", "spo2", "80", "%")):
            done = place.expect(f"{command[0]} --quiet in an emergency", (*command, "--quiet"), 0)
            tally.check(f"{command[0]} --quiet: the id alone on stdout", len(done.out.split()) == 1 and done.out[0] in "rs", done.out)
            tally.check(f"{command[0]} --quiet: what to do, on stderr", "calls nobody" in done.err, done.err)
        done = place.run("sign", "orthopnoea", "present")
        tally.check("else the action comes first on stdout", "calls nobody" in done.out.splitlines()[0] and done.err == "", done.said)


def said_when_lost(program, tally):
    with Place(program, tally) as place:
        filled(place)
        for command in (("worklist",), ("assess", "--all"), ("scan", "--full"), ("patient", "list"), ("--help",)):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([program, *command], env=place.surroundings, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
            expected = "the output could not be written"
            tally.check(f"{command[0]} on a full disk: exit 5, and said", done.returncode == 5 and expected in done.stderr, f"{done.returncode}: {done.stderr}")


def erased_meanwhile(program, tally):
    """The first page goes to a pipe that nobody reads: the writer waits there while the other patient is erased."""
    with Place(program, tally) as place:
        filled(place)
        os.mkdir(place.path("pages"))
        os.mkfifo(place.path("pages/P1.txt.part"))
        command = [program, "report", "--all", "--ending", "txt", "--jobs", "1", "-o", place.path("pages")]
        with subprocess.Popen(command, env=place.surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as walk:
            time.sleep(1)
            place.expect("another one erases a patient", ("patient", "erase", "P2", "--why", "asked for it"), 0)
            with open(place.path("pages/P1.txt.part"), encoding="utf-8") as pipe:
                page = pipe.read()
            out, err = walk.communicate(timeout=60)
        tally.check("report --all goes on without whoever is gone", walk.returncode == 0 and "wrote 1 report " in out, f"{walk.returncode}: {out}{err}")
        tally.check("and the others have their page", "P1" in page and not os.path.exists(place.path("pages/P2.txt")), page[:200])
    with Place(program, tally) as place:
        filled(place)
        done = place.expect("a day that is none", ("report", "--all", "--as-of", "nonsense", "-o", place.path("pages")), 1, ("--as-of",))
        tally.equal("is told once", done.err.count("nonsense"), 1)


def terms_of_a_rule(program, tally):
    """A factor that says nothing is refused, as the schema of a pathway says."""
    with Place(program, tally) as place:
        shown = place.run("pathway", "show", "--format", "json").json()
        for part, key in (("other_unit", "off_by_factor"), ("implausible_fall", "factor")):
            for factor, code in ((1, 1), (0.5, 1), (1.5, 0)):
                rules = json.loads(json.dumps(shown))
                rules["terms"]["data_quality"][part][key] = factor
                place.write("mine.json", json.dumps(rules))
                place.expect(f"{part} by a factor of {factor}", ("pathway", "check", place.path("mine.json")), code, (key,) if code else ())


def outputs(program, tally):
    for part in (never_over_the_store, never_over_an_input, id_alone, said_when_lost, erased_meanwhile, terms_of_a_rule):
        part(program, tally)
