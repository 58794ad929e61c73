"""From a finding to those who have to know, with the real program and real servers of this machine: whole_way.py MYOTREND"""
import email
import email.policy
import json
import os
import subprocess
import sys
import tempfile

from receivers import Alertmanager, HttpReceiver, MailServer, certificate, wait_for

FAILURES = []
KEY = "whsec_" + "A" * 43 + "="


def check(name, holds, detail=""):
    if not holds:
        FAILURES.append(name)
        print(f"FAILED {name}: {detail}")


class Clinic:
    """A store, a config with every kind of channel, and the program."""

    def __init__(self, program, folder, mail_port, authority, hook, manager_port):
        self.program, self.folder = program, folder
        self.keep("password", "correct horse")
        self.keep("key", KEY)
        self.config = self.keep("deliver.toml", f"""
[smtp_servers.here]
host = "localhost"
port = {mail_port}
user = "me"
password_file = "{folder}/password"
ca_file = "{authority}"
from = "myotrend@example.org"
[channels.mail]
type = "smtp"
server = "here"
to = "ward@example.org"
[channels.hook]
type = "webhook"
url = "{hook}"
secret_file = "{folder}/key"
allow_private = true
allow_http = true
timeout = "2s"
[channels.watch]
type = "alertmanager"
url = "http://127.0.0.1:{manager_port}"
[channels.drop]
type = "file"
folder = "{folder}/drop"
[[routes]]
name = "all"
to = ["mail", "hook", "watch", "drop"]
[heartbeat]
url = "{hook.replace('/410', '/200').replace('/500', '/200')}/beat"
allow_http = true
""")
        os.mkdir(folder + "/drop")

    def keep(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", opener=lambda file, flags: os.open(file, flags, 0o600)) as out:
            out.write(text)
        return path

    def run(self, *words):
        return subprocess.run([self.program, *words], capture_output=True, text=True, timeout=120, check=False,
                              env={"PATH": os.environ["PATH"], "HOME": self.folder, "MYOTREND_DB": self.folder + "/store.db", "TZ": "UTC",
                                   "MYOTREND_CONFIG": self.config})

    def dropped(self):
        notices = []
        for name in sorted(os.listdir(self.folder + "/drop")):
            with open(f"{self.folder}/drop/{name}", encoding="utf-8") as file:
                notices.append(json.load(file))
        return sorted(notices, key=lambda notice: notice["sequence"])


def subjects(server):
    return [str(email.message_from_bytes(mail, policy=email.policy.default)["Subject"]) for mail in server.box.mails]


def raised_told_and_withdrawn(program):
    with tempfile.TemporaryDirectory() as folder:
        context, authority = certificate(folder)
        with MailServer(context, ("me", "correct horse")) as mail, HttpReceiver() as hook, Alertmanager(folder, hook.port) as manager:
            clinic = Clinic(program, folder, mail.port, authority, f"http://127.0.0.1:{hook.port}/200/hook", manager.port)
            clinic.run("patient", "add", "P7", "--sex", "male", "--birth", "1960")
            found = clinic.run("sign", "babinski", "present", "--source", "clinician")
            fact = found.stdout.split()[1].rstrip(":")
            done = clinic.run("scan", "--deliver")
            check("all is sent", done.returncode == 0, done.stderr)
            hooks = [got for got in hook.got if got["path"] == "/200/hook"]
            check("one mail, one event, one file", (len(mail.box.mails), len(hooks), len(clinic.dropped())) == (1, 1, 1),
                  (len(mail.box.mails), len(hooks), clinic.dropped()))
            check("the mail says what is asked", "Suggests urgent neurology referral" in subjects(mail)[0], subjects(mail))
            check("one key on every way", clinic.dropped()[0]["key"] == {name.lower(): value for name, value in hooks[0]["headers"].items()}["webhook-id"])
            alert = clinic.dropped()[0]["alert"]
            wait_for(lambda: manager.firing() == {alert: ["refer_urgent"]}, "the Alertmanager to fire")
            check("the scan was pinged on", any(got["path"] == "/200/hook/beat" for got in hook.got), [got["path"] for got in hook.got])
            done = clinic.run("scan", "--deliver")
            check("nothing is told twice", (done.returncode, len(mail.box.mails)) == (0, 1), done.stderr)
            clinic.run("retract", fact, "--why", "another patient's")
            done = clinic.run("deliver")
            check("its end is sent", done.returncode == 0, done.stderr)
            check("to whoever was told", (len(mail.box.mails), len(clinic.dropped())) == (2, 2) and "withdrawn" in subjects(mail)[-1], subjects(mail))
            wait_for(lambda: manager.firing() == {}, "the Alertmanager to end it")


def receivers_that_fail(program):
    with tempfile.TemporaryDirectory() as folder:
        context, authority = certificate(folder)
        with MailServer(context, ("me", "correct horse")) as mail, HttpReceiver() as hook, Alertmanager(folder, hook.port) as manager:
            clinic = Clinic(program, folder, mail.port, authority, f"http://127.0.0.1:{hook.port}/410", manager.port)
            clinic.keep("password", "wrong")
            clinic.run("patient", "add", "P7", "--sex", "male", "--birth", "1960")
            clinic.run("sign", "babinski", "present", "--source", "clinician")
            done = clinic.run("deliver")
            check("done in part", done.returncode == 5, done.stderr)
            check("what is wrong is told, and nobody's name", "refused the login" in done.stderr and "P7" not in done.stderr and "wrong" not in done.stderr, done.stderr)
            check("the others were not held up", len(clinic.dropped()) == 1)
            status = json.loads(clinic.run("status", "--format", "json").stdout)
            check("410 closes the channel", [closed["channel"] for closed in status["closed_channels"]] == ["hook"], status)
            check("what is to be tried again waits", status["notices"]["waiting"] == 1 and status["notices"]["dead"] == 1, status)
            os.chmod(folder + "/password", 0o644)
            done = clinic.run("routes", "check")
            check("a secret that others read is told", done.returncode == 1 and "read or changed by others" in done.stderr, done.stderr)
            check("and ends no delivery", clinic.run("deliver").returncode in (0, 5))
            explained = clinic.run("routes", "explain", clinic.dropped()[0]["alert"])
            check("explained", explained.returncode == 0 and 'route "all": it takes every alert' in explained.stdout, explained.stdout + explained.stderr)
            check("no mail came", not mail.box.mails)


def main():
    raised_told_and_withdrawn(sys.argv[1])
    receivers_that_fail(sys.argv[1])
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
