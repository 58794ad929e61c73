"""scan --deliver, deliver and status: everybody who has to know is told at least once under one key, whatever dies.

The suite takes a sample. MYOTREND_WALK_FULL=1 walk.py PROGRAM crash at-once   kills at 500 instants, and lets eight scanners and four
deliverers loose on 2,000 patients.
"""
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time

from walking import PATIENTS, Place, measurement, table

FULL = os.environ.get("MYOTREND_WALK_FULL") == "1"
DROP = '[channels.drop]\ntype = "file"\nfolder = "{folder}"\n\n[[routes]]\nname = "all"\nto = ["drop"]\n'
SAID_AT = "2026-03-02T08:00:00Z"
SCANNED_AT = "2026-03-02T12:00:00Z"


def ward(program, tally, count, name="ward"):
    """A place with `count` patients, each with a finding that raises one urgent alert."""
    place = Place(program, tally)
    place.surroundings["MYOTREND_NOW"] = SCANNED_AT
    patients = "patient_id,sex,birth_year\n" + "".join(f"N{number:04},male,1960\n" for number in range(count))
    place.import_text(patients, name="patients.csv")
    rows = [measurement(patient_id=f"N{number:04}", measure="babinski", value="present", unit="", body_site="", source="clinician",
                        effective_time=SAID_AT, recorded_time=SAID_AT) for number in range(count)]
    place.import_text(table(list(rows[0]), rows))
    return place


def drop_folder(place, name="drop"):
    folder = place.path(name)
    os.makedirs(folder, exist_ok=True)
    return folder, place.write(name + ".toml", DROP.format(folder=folder))


def keys_in(folder):
    return sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".json"))


def notices_in(folder):
    told = []
    for key in keys_in(folder):
        with open(os.path.join(folder, key + ".json"), encoding="utf-8") as file:
            told.append(json.load(file))
    return told


def alerts_of(place):
    return place.run("alerts", "--all", "--format", "json").json()


def delivering(program, tally):
    with ward(program, tally, 3) as place:
        folder, config = drop_folder(place)
        status = place.run("status", "--max-age", "26h")
        tally.equal("status before any scan", status.code, 1)
        done = place.run("scan", "--deliver", "--config", config)
        tally.equal("scan --deliver ends well", done.code, 0)
        tally.equal("scan prints exactly its changes", {line["schema"] for line in done.json_lines()}, {"myotrend.alert-change/1"})
        tally.equal("one notice for each alert", len(keys_in(folder)), 3)
        tally.equal("its alerts are notified", {alert["state"] for alert in alerts_of(place)}, {"notified"})
        tally.equal("nothing is sent twice", (place.run("deliver", "--config", config).code, len(keys_in(folder))), (0, 3))
        status = place.run("status", "--max-age", "26h", "--format", "json")
        tally.equal("status after it", (status.code, status.json()["notices"]["sent"]), (0, 3))
        late = place.run("status", "--max-age", "26h", MYOTREND_NOW="2026-03-03T15:00:00Z")
        tally.check("complaint: a scheduler stopped and nobody noticed", late.code == 1 and "more than 26 h" in late.said, late.said)
        beat = place.path("beat")
        place.expect("a heartbeat file", ("scan", "--heartbeat", beat, "--quiet"), 0)
        tally.equal("says when", place.read("beat"), "2026-03-02T12:00:00+00:00\n")
    with ward(program, tally, 1) as place:
        done = place.run("scan", "--deliver")
        schemas = [line["schema"] for line in done.json_lines()]
        tally.equal("without a channel the notice goes to standard output", schemas, ["myotrend.alert-change/1", "myotrend.notice/1"])
        tally.check("and it says so", "no channel is configured" in done.err, done.err)
        tally.check("nothing personal on standard error", "N0000" not in done.err, done.err)


def wrong_config(program, tally):
    """A config that is wrong keeps nobody from being judged, and is no success to anybody who watches."""
    with ward(program, tally, 2) as place:
        folder, config = drop_folder(place)
        sound = place.read("drop.toml")
        beat, figures = place.path("beat"), place.path("figures.prom")
        for name, text in (("a word that is not known", sound.replace("folder =", "foldr =")), ("no TOML", "[channels"), ("an empty one", "")):
            place.write("drop.toml", text)
            done = place.run("scan", "--deliver", "--config", config, "--heartbeat", beat, "--metrics", figures)
            tally.check(f"{name}: the fault is named with its place", done.code == 1 and "drop.toml:1:" in done.err.replace("drop.toml:3:", "drop.toml:1:"), done.said)
            tally.check(f"{name}: that notices wait is told", "2 notices wait" in done.err, done.err)
            tally.check(f"{name}: no sign of life", not os.path.exists(beat))
        done = place.run("scan", "--deliver", "--config", place.path("none.toml"))
        tally.check("a config that is not there", done.code == 1 and "none.toml" in done.err, done.said)
        tally.equal("everybody was judged at the first", len(alerts_of(place)), 2)
        tally.check("the figures say what waits", 'myotrend_deliveries{state="unrouted"} 2' in place.read("figures.prom"), place.read("figures.prom"))
        late = place.run("status", "--max-age", "26h", MYOTREND_NOW="2026-03-03T15:00:00Z")
        tally.check("the switch notices", late.code == 1 and "a notice has waited" in late.err, late.said)
        place.write("drop.toml", sound)
        place.expect("put right, nothing was lost", ("scan", "--deliver", "--config", config, "--heartbeat", beat), 0)
        tally.equal("each is told once", (len(keys_in(folder)), os.path.exists(beat)), (2, True))


def told_that_it_got_worse(program, tally):
    """Whoever was told at the lower level learns that it got worse, though the route of the new level leads elsewhere."""
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = SCANNED_AT
        place.import_text(PATIENTS, name="patients.csv")
        folders = {name: place.path(name) for name in ("ward", "pager")}
        text = "".join(f'[channels.{name}]\ntype = "file"\nfolder = "{folder}"\n' for name, folder in folders.items())
        for folder in folders.values():
            os.makedirs(folder)
        config = place.write("d.toml", text + '[[routes]]\nname = "urgent"\nlevels = ["refer_urgent", "emergency"]\nto = ["pager"]\n'
                                              '[[routes]]\nname = "rest"\nto = ["ward"]\n')

        def seen():
            place.run("deliver", "--config", config)
            return {name: [notice["change"] for notice in sorted(notices_in(folder), key=lambda each: each["sequence"])] for name, folder in folders.items()}

        place.expect("routine", ("sign", "pseudobulbar-affect", "present", "--source", "clinician", "-p", "P1"), 0)
        tally.equal("the ward is told", seen(), {"ward": ["raised"], "pager": []})
        place.surroundings["MYOTREND_NOW"] = "2026-03-03T12:00:00Z"
        place.expect("urgent", ("sign", "tongue-fasciculation", "present", "--source", "clinician", "-p", "P1"), 0)
        alert = alerts_of(place)[0]["id"]
        explained = place.run("routes", "explain", alert, "--config", config).out
        tally.equal("it got worse: both are told", seen(), {"ward": ["raised", "worsened"], "pager": ["worsened"]})
        tally.check("routes explain says so", "it was told of this alert before" in explained, explained)
        place.surroundings["MYOTREND_NOW"] = "2026-03-04T12:00:00Z"
        place.expect("resolve", ("alerts", "resolve", alert, "--outcome", "referred"), 0)
        tally.equal("and both that it is closed", seen(), {"ward": ["raised", "worsened", "resolved"], "pager": ["worsened", "resolved"]})


def dead_letters(program, tally):
    with ward(program, tally, 1) as place:
        folder, config = drop_folder(place)
        shutil.rmtree(folder)
        done = place.run("scan", "--deliver", "--config", config)
        tally.equal("done in part when it cannot be sent", done.code, 5)
        waits = place.run("status", "--format", "json").json()["notices"]
        tally.equal("the notice waits or is a dead letter", waits["waiting"] + waits["dead"], 1)
        os.makedirs(folder)
        if waits["dead"]:
            letter = place.run("deliver", "--dead", "--format", "json").json()[0]["id"]
            place.expect("deliver --retry", ("deliver", "--retry", letter, "--config", config), 0)
        else:
            place.expect("later", ("deliver", "--config", config), 0, MYOTREND_NOW="2026-03-02T18:01:00Z")
        tally.equal("it arrives in the end", len(keys_in(folder)), 1)
        later = place.surroundings["MYOTREND_NOW"] = "2026-03-02T18:01:00Z"
        other, moved = drop_folder(place, "other")
        place.write("other.toml", place.read("other.toml").replace("drop]", "box]").replace('"drop"', '"box"'))
        place.run("alerts", "resolve", alerts_of(place)[0]["id"], "--outcome", "cleared", "--now", later)
        shutil.rmtree(folder)
        place.run("deliver", "--config", config, MYOTREND_NOW=later)
        place.expect("its channel is gone from the config", ("deliver", "--config", moved), 5, ("no channel",), MYOTREND_NOW="2026-03-03T18:01:00Z")
        later = place.surroundings["MYOTREND_NOW"] = "2026-03-03T18:02:00Z"
        letter = place.run("deliver", "--dead", "--format", "json", MYOTREND_NOW=later).json()[0]["id"]
        place.expect("the letter goes where the routes lead now", ("deliver", "--retry", letter, "--config", moved), 0, MYOTREND_NOW=later)
        tally.equal("it is there", ([notice["change"] for notice in notices_in(other)], place.run("deliver", "--dead", MYOTREND_NOW=later).out),
                    (["resolved"], "No dead letter.\n"))
        place.expect("a dead letter that is none", ("deliver", "--retry", "d99", "--config", config), 3, MYOTREND_NOW=later)
        place.expect("no such config", ("deliver", "--config", place.path("no.toml")), 1, MYOTREND_NOW=later)
        place.expect("deliver refuses --as-of", ("deliver", "--as-of", "2026-03-01"), 2)


def life(program, tally):
    """alerts ack, unack, snooze, review, resolve, reopen, and the clock."""
    with ward(program, tally, 1) as place:
        place.run("scan")
        alert = alerts_of(place)[0]["id"]

        def changes(now):
            return [line["change"] for line in place.run("scan", MYOTREND_NOW=now).json_lines()]

        place.expect("ack", ("alerts", "ack", alert, "--by", "Dr A"), 0, ("until",))
        tally.equal("quiet for two days", changes("2026-03-04T11:59:00Z"), [])
        tally.equal("complaint: an acknowledgement is forgotten for ever", changes("2026-03-04T12:00:00Z"), ["lapsed"])
        now = "2026-03-04T13:00:00Z"
        place.expect("ack until a time", ("alerts", "ack", alert, "--until", "2026-03-08T13:00"), 0, ("8 March",), MYOTREND_NOW=now)
        tally.equal("that is kept", (changes("2026-03-08T12:59:00Z"), changes("2026-03-08T13:00:00Z")), ([], ["lapsed"]))
        now = "2026-03-08T14:00:00Z"
        place.expect("ack into the past", ("alerts", "ack", alert, "--until", "2026-03-08T13:00"), 1, MYOTREND_NOW=now)
        place.expect("snooze", ("alerts", "snooze", alert, "--until", "2026-03-10T09:00"), 0, MYOTREND_NOW=now)
        place.expect("a snooze into the past", ("alerts", "snooze", alert, "--until", "2026-03-01"), 1, MYOTREND_NOW=now)
        tally.equal("snoozed", changes("2026-03-09T09:00:00Z"), [])
        tally.equal("the snooze ends at its time", changes("2026-03-10T09:00:00Z"), ["lapsed"])
        now = "2026-03-10T10:00:00Z"
        for verb in ("review", "unack", "ack", "unack"):
            place.expect(verb, ("alerts", verb, alert), 0, MYOTREND_NOW=now)
        place.expect("unack of a raised one", ("alerts", "unack", alert), 1, MYOTREND_NOW=now)
        place.expect("resolve", ("alerts", "resolve", alert, "--outcome", "cleared", "--why", "a slip"), 0, MYOTREND_NOW=now)
        place.expect("reopen", ("alerts", "reopen", alert), 0, MYOTREND_NOW=now)
        place.expect("no such alert", ("alerts", "snooze", "a0000000000000000"), 3, MYOTREND_NOW=now)
        shown = place.run("alerts", "show", alert, "--format", "json", MYOTREND_NOW=now).json()
        tally.check("complaint: why did it fire? the rule, its source, the findings and the pathway",
                    shown["rules"][0]["id"] == "U4" and shown["rules"][0]["source"] and shown["readings"] and shown["pathway"]["version"]
                    and shown["evidence"], shown)
        tally.check("every change with who and when", [c["change"] for c in shown["changes"]][:3] == ["raised", "acknowledged", "lapsed"]
                    and shown["changes"][1]["by"] == "Dr A", shown["changes"])
        place.expect("in words", ("alerts", "show", alert), 0, ("Rules that hold", "Judged by", "What happened"), MYOTREND_NOW=now)
        stats = place.run("alerts", "stats", "--format", "json", MYOTREND_NOW=now).json()
        tally.equal("alerts stats", (stats["raised"], stats["seen"], stats["predictive_value"]), (1, 1, None))
        place.expect("stats in words", ("alerts", "stats"), 0, ("Too few alerts were settled",), MYOTREND_NOW=now)
        place.expect("check", ("check",), 0, MYOTREND_NOW=now)


def same_as_undisturbed(place, folder, wanted, name, tally):
    """After the last run: every alert raised once, told under its own key, nothing left over, the store sound."""
    found = alerts_of(place)
    ok = tally.equal(f"{name}: the same alerts", sorted(alert["id"] for alert in found), wanted["alerts"])
    raised = [json.loads(place.run("alerts", "show", alert["id"], "--format", "json").out)["changes"] for alert in found[:3]]
    ok &= tally.check(f"{name}: raised once", all([c["change"] for c in each].count("raised") == 1 for each in raised), raised)
    ok &= tally.equal(f"{name}: told under the same keys", keys_in(folder), wanted["keys"])
    told = place.run("status", "--format", "json").json()["notices"]
    ok &= tally.equal(f"{name}: nothing left over", (told["waiting"], told["dead"], told["sent"]), (0, 0, len(wanted["keys"])))
    check = place.run("check")
    ok &= tally.equal(f"{name}: check", check.code, 0)
    return ok


def undisturbed(place):
    folder, config = drop_folder(place, "wanted")
    store = place.path("wanted.db")
    shutil.copy(place.store, store)
    begin = time.monotonic()
    done = place.run("--db", store, "scan", "--deliver", "--config", config)
    lasted = time.monotonic() - begin
    place.tally.equal("undisturbed", done.code, 0)
    alerts = place.run("--db", store, "alerts", "--all", "--format", "json").json()
    return {"alerts": sorted(alert["id"] for alert in alerts), "keys": keys_in(folder), "lasted": lasted}


def fresh(place, template):
    """The template's store in the place of the one that was worked on; the last drop folder is emptied."""
    for end in ("", "-wal", "-shm", "-deliver"):
        if os.path.exists(place.store + end):
            os.remove(place.store + end)
    shutil.copy(template, place.store)
    folder, config = drop_folder(place)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    return folder, config


def template_of(place):
    place.run("check")  # the last to close the store leaves no log beside it
    template = place.path("template.db")
    shutil.copy(place.store, template)
    return template


def crash(program, tally):
    dice = random.Random(20260302)
    rounds = 500 if FULL else 25
    with ward(program, tally, 12) as place:
        template = template_of(place)
        wanted = undisturbed(place)
        died = 0
        for round_number in range(rounds):
            folder, config = fresh(place, template)
            running = subprocess.Popen([program, "scan", "--deliver", "--config", config], env=place.surroundings,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, wanted["lasted"] * 1.1))
            running.send_signal(signal.SIGKILL)
            died += running.wait() == -signal.SIGKILL
            again = place.run("scan", "--deliver", "--config", config)
            tally.equal(f"round {round_number}: the next run ends well", again.code, 0)
            if not same_as_undisturbed(place, folder, wanted, f"round {round_number}", tally):
                break
        tally.check("most runs were killed on the way", died > rounds / 3, f"{died} of {rounds}")


def write_faults(program, tally):
    """No file may grow beyond a limit, which moves on by a page of the log: the fault comes at every write in turn."""
    page = 4096 + 24
    with ward(program, tally, 2) as place:
        template = template_of(place)
        wanted = undisturbed(place)
        smallest, faults, limit = os.path.getsize(template), 0, 0
        for limit in range(0, 400 * page, page if FULL else 3 * page):
            folder, config = fresh(place, template)

            def no_further():
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit + 32, resource.RLIM_INFINITY))
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN if limit // page % 2 else signal.SIG_DFL)

            first = subprocess.run([program, "scan", "--deliver", "--config", config], env=place.surroundings, preexec_fn=no_further,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, restore_signals=False, check=False)
            faults += first.returncode not in (0, 5)
            tally.check(f"limit {limit}: it says what is wrong, or is gone", first.returncode in (0, 4, 5, -signal.SIGXFSZ),
                        (first.returncode, first.stderr[-300:]))
            place.surroundings["MYOTREND_NOW"] = "2026-03-02T18:01:00Z"  # what may pass is due again
            again = place.run("scan", "--deliver", "--config", config)
            tally.equal(f"limit {limit}: the next run ends well", again.code, 0)
            if not same_as_undisturbed(place, folder, wanted, f"limit {limit}", tally) or first.returncode == 0:
                break
            place.surroundings["MYOTREND_NOW"] = SCANNED_AT
        tally.check("there were faults, and the limit was lifted far enough", faults > 5 and limit > 0, (faults, limit, smallest))


def at_once(program, tally):
    count = 2000 if FULL else 150
    with ward(program, tally, count) as place:
        template = template_of(place)
        wanted = undisturbed(place)
        folder, config = fresh(place, template)
        commands = [["scan", "--jobs", "1"]] * 8 + [["deliver", "--wait", "5s", "--config", config]] * 4
        random.Random(7).shuffle(commands)
        surroundings = {name: value for name, value in place.surroundings.items() if name != "MYOTREND_NOW"}
        running = [subprocess.Popen([program, *command], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for command in commands]
        done = [(process.communicate(), process.returncode) for process in running]
        tally.check("all of them end well", all(code == 0 for _, code in done), [(said[1][-200:], code) for said, code in done if code])
        del place.surroundings["MYOTREND_NOW"]
        place.expect("and one that sends what is left", ("deliver", "--config", config), 0)
        same_as_undisturbed(place, folder, wanted, "twelve at once", tally)


def silent(program, tally):
    """Data that stop are told: at first in the assessment, then as a low alert; never a stale `continue`."""
    with Place(program, tally) as place:
        place.surroundings["MYOTREND_NOW"] = "2026-03-01T12:00:00Z"
        place.import_text(PATIENTS, name="patients.csv")
        rows = []
        for week in range(8):
            for day in (0, 3):
                for side, minute in (("left", "00"), ("right", "05")):
                    at = time.strftime("%Y-%m-%dT09:", time.gmtime(1767603600 + 86400 * (7 * week + day))) + minute + ":00Z"
                    rows.append(measurement(effective_time=at, recorded_time=at, body_site=side, value="40"))
        place.import_text(table(list(rows[0]), rows))

        def seen(now):
            told = place.run("assess", "-p", "P1", "--format", "json", MYOTREND_NOW=now).json()
            flag = next(flag for flag in told["flags"] if flag["id"] == "no-data")
            return told["disposition"], flag["state"], told["summary"]

        def changes(now):
            return [(line["flag"], line["change"], line["to"]) for line in place.run("scan", MYOTREND_NOW=now).json_lines()
                    if line["patient"] == "P1"]

        tally.equal("data come", seen("2026-03-01T12:00:00Z")[:2], ("continue", "not_met"))
        disposition, state, summary = seen("2026-04-10T12:00:00Z")
        tally.equal("complaint: stale data look fine", (disposition, state), ("insufficient_data", "met"))
        tally.check("in words", summary.startswith("Cannot tell: no grip for 6 weeks"), summary)
        tally.equal("no alert yet", changes("2026-04-10T12:00:00Z"), [])
        rows = place.run("worklist", "--format", "json", MYOTREND_NOW="2026-04-10T12:00:00Z").json()
        tally.check("in the worklist", any("hand for 6 weeks" in json.dumps(row) for row in rows), rows)
        tally.equal("past the limit", changes("2026-05-01T12:00:00Z"), [("no-data", "raised", "insufficient_data")])
        tally.equal("once", changes("2026-05-02T12:00:00Z"), [])
        place.surroundings["MYOTREND_NOW"] = "2026-05-03T12:00:00Z"
        again = [measurement(effective_time="2026-05-03T09:00:00Z", recorded_time="2026-05-03T09:00:00Z", body_site=side, value="40")
                 for side in ("left", "right")]
        place.import_text(table(list(again[0]), again))
        tally.equal("over when there are data again", changes("2026-05-03T12:00:00Z"), [("no-data", "over", None)])
        place.expect("check", ("check",), 0)
