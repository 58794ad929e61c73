"""The examples of delivery and scheduling, as they are shipped: shipped_examples.py MYOTREND SOURCE_FOLDER config|commands|systemd|metrics"""
import datetime
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

import yaml

FAILURES = []
SKIPPED = 77
EXPOSURE_MAX = 1.5  # of systemd-analyze security; 10 is a service without any protection
SIGNS = """patient_id,sex,birth_year,dominant_hand,time_zone
P1,male,1965,right,UTC
"""


def check(name, holds, detail=""):
    if not holds:
        FAILURES.append(name)
        print(f"FAILED {name}: {detail}")


class Machine:
    """A folder that stands for the machine that the examples are written for."""

    def __init__(self, program, source, folder):
        self.program, self.source, self.folder = program, source, folder
        for name in ("etc", "lib/metrics", "spool", "home"):
            os.makedirs(self.path(name))
        self.keep("etc/deliver.toml", f'[channels.drop]\ntype = "file"\nfolder = "{self.path("spool")}"\n[[routes]]\nname = "rest"\nto = ["drop"]\n')

    def path(self, name):
        return os.path.join(self.folder, name)

    def keep(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", opener=lambda file, flags: os.open(file, flags, 0o600)) as out:
            out.write(text)
        return self.path(name)

    def shipped(self, name):
        with open(os.path.join(self.source, "examples", name), encoding="utf-8") as file:
            return file.read()

    def here(self, text):
        """The text of an example, with the paths of this machine."""
        for there, place in (("/usr/bin/myotrend", self.program), ("/etc/myotrend", self.path("etc")), ("/var/lib/myotrend", self.path("lib")),
                             ("/var/spool/myotrend", self.path("spool"))):
            text = text.replace(there, place)
        return text

    def run(self, *words, now=None):
        surroundings = {"PATH": os.environ["PATH"], "HOME": self.path("home"), "MYOTREND_DB": self.path("lib/myotrend.db"), "TZ": "UTC"}
        if now:
            surroundings["MYOTREND_NOW"] = now
        return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, env=surroundings)

    def with_an_alert(self):
        """A patient with an urgent alert that nobody has been told of."""
        self.run(self.program, "import", self.keep("patients.csv", SIGNS))
        done = self.run(self.program, "sign", "babinski", "present", "--source", "clinician", "-p", "P1")
        check("an alert to tell of", done.returncode == 0, done.stderr)


def config(machine):
    text = machine.here(machine.shipped("deliver.toml"))
    key = "whsec_" + "A" * 43 + "="
    for name, secret in (("smtp-password", "word"), ("pager-secret", key), ("heartbeat-url", "https://ping.example.org/1")):
        machine.keep("etc/" + name, secret + "\n")
    file = machine.keep("etc/deliver.toml", text)
    done = machine.run(machine.program, "routes", "check", "--config", file)
    check("the shipped config is sound", done.returncode == 0 and "is sound" in done.stdout, done.stderr)
    # What stands behind a # is true as well.
    key_names = ("former_secret_file", "tells_patient", "allow_private")
    shown = re.sub(r"(?m)^# (" + "|".join(key_names) + r")", r"\1", text)
    check("there is something behind the #", shown != text)
    machine.keep("etc/pager-secret-before", key + "\n")
    machine.keep("etc/deliver.toml", shown)
    done = machine.run(machine.program, "routes", "check", "--config", file)
    check("what the comments offer is sound", done.returncode == 0, done.stderr)
    os.chmod(machine.path("etc/smtp-password"), 0o644)
    done = machine.run(machine.program, "routes", "check", "--config", file)
    check("a secret that others read is told", "can be read or changed by others" in done.stderr, done.stderr)


def commands_of(machine):
    for unit in ("scan", "deliver"):
        for line in machine.shipped(f"systemd/myotrend-{unit}.service").splitlines():
            if line.startswith("ExecStart="):
                yield "systemd " + unit, shlex.split(machine.here(line[len("ExecStart="):]))
    for line in machine.shipped("cron/myotrend").splitlines():
        if line and not line.startswith("#") and not re.match(r"\w+=", line):
            fields = line.split(maxsplit=6)
            check("five fields of time", all(re.fullmatch(r"[\d*/,-]+", field) for field in fields[:5]), line)
            check("cron's user", fields[5] == "myotrend", line)
            yield "cron " + fields[6].split()[1], shlex.split(machine.here(fields[6].replace(">/dev/null", "")))
    for document in yaml.safe_load_all(machine.shipped("kubernetes/cronjob.yaml")):
        pod = document["spec"]["jobTemplate"]["spec"]["template"]["spec"]
        container = pod["containers"][0]
        mounts = {mount["name"] for mount in container["volumeMounts"]}
        check("what is mounted is there", mounts == {volume["name"] for volume in pod["volumes"]}, mounts)
        check("one run at a time", document["spec"]["concurrencyPolicy"] == "Forbid")
        check("no rights", container["securityContext"]["capabilities"] == {"drop": ["ALL"]} and pod["securityContext"]["runAsNonRoot"])
        check("secrets are not for others", all(volume["secret"]["defaultMode"] & 0o007 == 0 for volume in pod["volumes"] if "secret" in volume))
        yield "kubernetes " + container["command"][1], [machine.here(word) for word in container["command"]]


def commands(machine):
    machine.with_an_alert()
    known = set()
    for name, words in commands_of(machine):
        known.add(name)
        if "--config" not in words and words[1] != "status":
            words += ["--config", machine.path("etc/deliver.toml")]
        done = machine.run(*words)
        check(f"{name} runs", done.returncode == 0, f"{words}: exit {done.returncode}: {done.stderr}")
    check("all are there", known == {"systemd scan", "systemd deliver", "cron scan", "cron deliver", "cron status", "kubernetes scan",
                                     "kubernetes deliver"}, known)
    sent = os.listdir(machine.path("spool"))
    check("the alert is told once, however many run", len(sent) == 1 and sent[0].endswith(".json"), sent)
    notice = json.loads(open(machine.path("spool/" + sent[0]), encoding="utf-8").read())
    check("of the patient", notice["patient"] == "P1" and notice["level"] == "refer_urgent", notice)


def systemd(machine):
    folder = os.path.join(machine.source, "examples/systemd")
    units = sorted(os.listdir(folder))
    check("two services with their timers", units == ["myotrend-deliver.service", "myotrend-deliver.timer", "myotrend-scan.service", "myotrend-scan.timer"], units)
    for unit in units:
        machine.keep(unit, machine.shipped("systemd/" + unit).replace("/usr/bin/myotrend", machine.program))
    for unit in units:
        done = machine.run("systemd-analyze", "verify", "--man=no", machine.path(unit))
        # It ends well whatever it finds: what it says is what counts.
        check(f"{unit} is sound", done.returncode == 0 and done.stderr == "", done.stderr)
        if unit.endswith(".timer"):
            check(f"{unit} makes up for a night off", "\nPersistent=true\n" in machine.shipped("systemd/" + unit))
            continue
        done = machine.run("systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSURE_MAX * 10:.0f}", machine.path(unit))
        check(f"{unit} is closed", done.returncode == 0, done.stdout[-300:])
    # The test can fail: a word that systemd does not know, and a service without protection.
    bad = machine.keep("bad.service", "[Service]\nExecStart=/bin/true\nProtektSystem=strict\n")
    check("a wrong word is found", machine.run("systemd-analyze", "verify", "--man=no", bad).stderr != "")
    bare = machine.keep("bare.service", "[Service]\nExecStart=/bin/true\n")
    check("an open service is found", machine.run("systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSURE_MAX * 10:.0f}", bare).returncode != 0)


def metrics(machine):
    machine.with_an_alert()
    file = machine.path("lib/metrics/myotrend.prom")
    done = machine.run(machine.program, "scan", "--metrics", file)
    check("a scan leaves its figures", done.returncode == 0 and os.path.exists(file), done.stderr)
    check("for everybody to read", os.stat(file).st_mode & 0o777 == 0o644)
    text = open(file, encoding="utf-8").read()
    check("nothing but the figures is left", os.listdir(machine.path("lib/metrics")) == ["myotrend.prom"])
    found = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False)
    check("promtool takes them", found.returncode == 0 and not found.stderr, found.stderr)
    check("no patient in them", "P1" not in text, text)
    check("the alert stands in them", 'myotrend_alerts_standing{level="refer_urgent",state="raised"} 1' in text, text)
    check("it is still to be told", 'myotrend_deliveries{state="unrouted"} 1' in text, text)
    now = float(re.search(r"(?m)^myotrend_scan_last_success_timestamp_seconds (\S+)$", text)[1])
    check("the time is now", abs(now - datetime.datetime.now().timestamp()) < 120, now)
    done = machine.run(machine.program, "scan", "--metrics", machine.path("no/such/folder/x.prom"))
    check("figures that cannot be written are told", done.returncode == 1 and "cannot be written" in done.stderr, done.stderr)
    rules = os.path.join(machine.source, "tests/deliver/prometheus_rules.test.yml")
    found = subprocess.run(["promtool", "test", "rules", rules], capture_output=True, text=True, check=False)
    check("the rules fire when they should", found.returncode == 0, found.stdout + found.stderr)


PARTS = {"config": config, "commands": commands, "systemd": systemd, "metrics": metrics}


def main():
    program, source, part = sys.argv[1:]
    needed = {"systemd": "systemd-analyze", "metrics": "promtool"}.get(part)
    if needed and subprocess.run(["which", needed], capture_output=True, check=False).returncode != 0:
        print(f"{needed} is not installed here")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        PARTS[part](Machine(program, source, folder))
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
