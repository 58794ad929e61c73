"""The channels against real servers of this machine: real_servers.py SEND_NOTICE mail|webhook|alertmanager|heartbeat"""
import base64
import email
import email.policy
import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import time

from receivers import Alertmanager, HttpReceiver, MailServer, certificate, free_port, wait_for

FAILURES = []
REST = '[[routes]]\nname = "rest"\nto = ["it"]\n'
SECRET, FORMER = "whsec_" + base64.b64encode(bytes(range(32))).decode(), "whsec_" + base64.b64encode(bytes(range(40, 80))).decode()


def check(name, holds, detail=""):
    if not holds:
        FAILURES.append(name)
        print(f"FAILED {name}: {detail}")


class Desk:
    """A folder with a config and its secrets, and the program that sends."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def keep(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", opener=lambda file, flags: os.open(file, flags, 0o600)) as out:
            out.write(text)
        return path

    def send(self, config, *words, channel="it"):
        file = self.keep("deliver.toml", config + ("" if "[[routes]]" in config else REST))
        done = subprocess.run([self.program, file, channel, *words], capture_output=True, text=True, timeout=60, check=False,
                              env={"PATH": os.environ["PATH"], "http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"})
        if done.returncode != 0:
            return {"outcome": "refused", "text": done.stderr}
        return json.loads(done.stdout)

    def expect(self, name, config, outcome, *words, says=""):
        found = self.send(config, *words)
        check(name, found["outcome"] == outcome and says in found.get("text", ""), f"{found}, expected {outcome} saying {says!r}")
        return found


def mail_config(port, to="ward@example.org", server="", channel=""):
    return (f'[smtp_servers.s]\nhost = "localhost"\nport = {port}\nfrom = "myotrend@example.org"\ntimeout = "3s"\n{server}\n'
            f'[channels.it]\ntype = "smtp"\nserver = "s"\nto = "{to}"\n{channel}\n')


def mail_reads_well(desk):
    with MailServer() as server:
        config = mail_config(server.port, server='tls = "none"')
        desk.expect("a plain mail on this machine", config, "sent", "patient=N-17", "reason=line\r\nBcc: x@example.org\r\n.\r\nQUIT")
        desk.expect("the same again", config, "sent", "patient=N-17")
        desk.expect("an escalation", config, "sent", "key=n0123456789abcdef-1", "step=1")
        desk.expect("with the patient in the subject", mail_config(server.port, server='tls = "none"', channel='subject = "patient"'),
                    "sent", "patient=Zoë N-17")
        first, second, escalated, named = [email.message_from_bytes(mail, policy=email.policy.default) for mail in server.box.mails]
    check("one Message-ID over retries", first["Message-ID"] == second["Message-ID"] == "<n0123456789abcdef@example.org>", first["Message-ID"])
    check("an escalation's own Message-ID", escalated["Message-ID"] == "<n0123456789abcdef-1@example.org>", escalated["Message-ID"])
    check("one thread", first["References"] == escalated["References"])
    check("no patient in the subject", "N-17" not in str(first["Subject"]), first["Subject"])
    check("the patient where the config allows it", "Zoë N-17" in str(named["Subject"]), named["Subject"])
    check("no header of its own", first["Bcc"] is None and not first.defects, first.defects)
    kinds = [part.get_content_type() for part in first.walk()]
    check("plain text, then HTML", kinds == ["multipart/alternative", "text/plain", "text/html"], kinds)
    for kind in ("plain", "html"):
        body = first.get_body((kind,)).get_content()
        check(f"the {kind} part says all of it", all(word in body for word in (
            "Suggests urgent neurology referral", "N-17", "Left grip down 18 %", "14 days", "alerts ack a6xhtxbgamsszh9pd", "calls nobody", "QUIT")), body)
    check("the clock of the mail", abs(first["Date"].datetime.timestamp() - time.time()) < 60, first["Date"])
    check("what the escalation says", "nobody has said so far" in escalated.get_body(("plain",)).get_content())


def mail_faults(desk):
    with MailServer() as server:
        for box, outcome in (("nobody", "permanent"), ("later", "passing"), ("full", "passing"), ("spam", "permanent"), ("busy", "passing"), ("drop", "passing")):
            desk.expect(f"a mail to {box}", mail_config(server.port, f"{box}@example.org", 'tls = "none"'), outcome)
        desk.expect("no STARTTLS offered", mail_config(server.port), "passing", says="nothing was sent unencrypted")
        check("and nothing was", not server.box.mails and server.box.offered == 6, (server.box.mails, server.box.offered))
    desk.expect("nobody there", mail_config(free_port(), server='tls = "none"'), "passing")
    # Connections are taken by the kernel, and nobody ever says a word.
    import socket
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        desk.expect("a silent server", mail_config(silent.getsockname()[1], server='tls = "none"'), "passing", says="within 3 s")
        check("the time is kept", time.monotonic() - began < 6)


def mail_encrypted(desk):
    context, authority = certificate(desk.folder)
    password = desk.keep("password", "correct horse\n")
    trusted = f'ca_file = "{authority}"\n'
    login = f'user = "me"\npassword_file = "{password}"\n'
    with MailServer(context, ("me", "correct horse")) as server:
        desk.expect("STARTTLS and a login", mail_config(server.port, server=trusted + login), "sent")
        check("encrypted", server.box.encrypted == [True])
        desk.expect("an unknown certificate", mail_config(server.port, server=login), "passing")
        desk.keep("password", "wrong\n")
        desk.expect("a wrong password", mail_config(server.port, server=trusted + login), "passing", says="refused the login")
        os.chmod(password, 0o644)
        desk.expect("a password that others read", mail_config(server.port, server=trusted + login), "refused", says="can be read or changed by others")
        check("only one mail came", len(server.box.mails) == 1, len(server.box.mails))
    with MailServer(context, implicit=True) as server:
        desk.expect("TLS from the first byte", mail_config(server.port, server=trusted + 'tls = "implicit"'), "sent")


def webhook_config(desk, url, more=""):
    return (f'[channels.it]\ntype = "webhook"\nurl = "{url}"\nsecret_file = "{desk.keep("secret", SECRET)}"\ntimeout = "1s"\n{more}\n')


def signed(request, secret):
    headers = {name.lower(): value for name, value in request["headers"].items()}
    text = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.'.encode() + request["body"]
    return "v1," + base64.b64encode(hmac.new(base64.b64decode(secret[6:]), text, hashlib.sha256).digest()).decode()


def webhook_says(desk):
    near = "allow_private = true\nallow_http = true\n"
    with HttpReceiver() as receiver:
        base = f"http://127.0.0.1:{receiver.port}"
        desk.expect("a webhook", webhook_config(desk, base + "/200", near), "sent", "patient=N-17")
        request = receiver.got[-1]
        headers = {name.lower(): value for name, value in request["headers"].items()}
        event = json.loads(request["body"])
        check("its id is the key", headers["webhook-id"] == event["id"] == "n0123456789abcdef", headers)
        check("its signature", headers["webhook-signature"] == signed(request, SECRET), headers)
        check("its time", abs(int(headers["webhook-timestamp"]) - time.time()) < 60, headers)
        check("a CloudEvent", headers["content-type"].startswith("application/cloudevents+json") and event["specversion"] == "1.0"
              and event["type"] == "myotrend.alert.raised" and event["source"] and event["subject"] == "a6xhtxbgamsszh9pd", event)
        check("nothing personal in it", b"N-17" not in request["body"] and b"grip" not in request["body"], request["body"])
        check("the data", event["data"]["level"] == "refer_urgent" and event["data"]["firing"] is True, event)
        desk.expect("while the key is changed", webhook_config(desk, base + "/200", near + f'former_secret_file = "{desk.keep("former", FORMER)}"\n'), "sent")
        both = {name.lower(): value for name, value in receiver.got[-1]["headers"].items()}["webhook-signature"]
        check("both keys sign", both == signed(receiver.got[-1], SECRET) + " " + signed(receiver.got[-1], FORMER), both)
        desk.expect("the patient where the config allows it", webhook_config(desk, base + "/200", near + "tells_patient = true\n"), "sent", "patient=N-17")
        check("the whole notice", json.loads(receiver.got[-1]["body"])["data"]["patient"] == "N-17", receiver.got[-1]["body"])


def webhook_faults(desk):
    near = "allow_private = true\nallow_http = true\n"
    with HttpReceiver() as receiver:
        base = f"http://127.0.0.1:{receiver.port}"
        for manner, outcome in (("500", "passing"), ("502", "passing"), ("408", "passing"), ("400", "permanent"), ("401", "permanent"), ("404", "permanent"),
                                ("204", "sent"), ("long", "sent"), ("drop", "passing"), ("stall", "passing"), ("half", "passing")):
            desk.expect(f"a receiver's {manner}", webhook_config(desk, f"{base}/{manner}", near), outcome)
        found = desk.expect("429 with seconds", webhook_config(desk, base + "/429", near), "passing")
        check("its Retry-After", found["retry_after"] == 7, found)
        found = desk.expect("503 with a date", webhook_config(desk, base + "/503", near), "passing")
        check("its Retry-After as a date", found["retry_after"] is not None and 80 <= found["retry_after"] <= 90, found)
        found = desk.expect("410", webhook_config(desk, base + "/410", near), "permanent")
        check("410 closes the channel", found["gone"] is True, found)
        count = len(receiver.got)
        desk.expect("a redirect", webhook_config(desk, base + "/redirect", near), "permanent", says="redirects are not followed")
        check("is not followed", len(receiver.got) == count + 1)
        count = len(receiver.got)
        desk.expect("an address of this machine", webhook_config(desk, base + "/200", "allow_http = true\n"), "permanent", says="private network")
        desk.expect("by its name", webhook_config(desk, f"http://localhost:{receiver.port}/200", "allow_http = true\n"), "permanent", says="private network")
        check("was never connected to", len(receiver.got) == count)
    desk.expect("nobody there", webhook_config(desk, f"http://127.0.0.1:{free_port()}/", near), "passing")
    desk.expect("a name that leads nowhere", webhook_config(desk, "https://no-such-name.invalid/"), "passing")


def webhook_encrypted(desk):
    context, authority = certificate(desk.folder)
    with HttpReceiver(context) as receiver:
        url = f"https://localhost:{receiver.port}/200"
        desk.expect("https", webhook_config(desk, url, f'allow_private = true\nca_file = "{authority}"\n'), "sent")
        desk.expect("an unknown certificate", webhook_config(desk, url, "allow_private = true\n"), "passing")
        check("got nothing", len(receiver.got) == 1)


def alertmanager_keeps(desk):
    with HttpReceiver() as receiver, Alertmanager(desk.folder, receiver.port) as manager:
        config = f'[channels.it]\ntype = "alertmanager"\nurl = "http://127.0.0.1:{manager.port}/"\nstanding_for = "3h"\n'
        found = desk.expect("an alert", config, "sent", "patient=N-17", "level=refer_routine")
        check("told again before it is forgotten", found["again_after"] == 3600, found)
        check("fires", manager.firing() == {"a6xhtxbgamsszh9pd": ["refer_routine"]}, manager.firing())
        told = manager.ask("/api/v2/alerts")
        check("holds nothing personal", "N-17" not in told and "18 %" not in told, told)
        desk.expect("worse", config, "sent", "level=refer_urgent", "change=worsened")
        wait_for(lambda: manager.firing() == {"a6xhtxbgamsszh9pd": ["refer_urgent"]}, "the worse alert alone")
        desk.expect("told again", config, "sent", "level=refer_urgent", "change=worsened")
        check("is one alert", manager.firing() == {"a6xhtxbgamsszh9pd": ["refer_urgent"]}, manager.firing())
        def told_on():
            return [(alert["labels"]["severity"], alert["status"]) for got in receiver.got for alert in json.loads(got["body"])["alerts"]]

        wait_for(lambda: ("refer_urgent", "firing") in told_on(), "the Alertmanager to tell the worse alert")
        found = desk.expect("over", config, "sent", "level=refer_urgent", "change=over", "ended")
        check("not told again", found["again_after"] is None, found)
        wait_for(lambda: manager.firing() == {}, "the end")
        wait_for(lambda: ("refer_urgent", "resolved") in told_on(), "the Alertmanager to tell the end")
        check("it told of no level that never fired", {level for level, _ in told_on()} == {"refer_routine", "refer_urgent"}, told_on())
        desk.expect("a test", config, "sent", "flag=test")
        check("is not told again", desk.send(config, "flag=test")["again_after"] is None)
    desk.expect("nobody there", f'[channels.it]\ntype = "alertmanager"\nurl = "http://127.0.0.1:{free_port()}"\n', "passing")


def heartbeat_pings(desk):
    rest = '[channels.it]\ntype = "console"\n' + REST
    with HttpReceiver() as receiver:
        url = desk.keep("ping", f"http://127.0.0.1:{receiver.port}/200/secret\n")
        found = desk.send(f'{rest}[heartbeat]\nurl_file = "{url}"\n', channel="heartbeat")
        check("a ping", found["text"] == "" and [(got["method"], got["path"]) for got in receiver.got] == [("GET", "/200/secret")], found)
        desk.keep("ping", f"http://127.0.0.1:{receiver.port}/500/secret\n")
        found = desk.send(f'{rest}[heartbeat]\nurl_file = "{url}"\n', channel="heartbeat")
        check("a ping that fails keeps its secret", "answered 500" in found["text"] and "secret" not in found["text"], found)


PARTS = {"mail": (mail_reads_well, mail_faults, mail_encrypted), "webhook": (webhook_says, webhook_faults, webhook_encrypted),
         "alertmanager": (alertmanager_keeps,), "heartbeat": (heartbeat_pings,)}


def main():
    program, part = sys.argv[1:]
    for each in PARTS[part]:
        with tempfile.TemporaryDirectory() as folder:
            each(Desk(program, folder))
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
