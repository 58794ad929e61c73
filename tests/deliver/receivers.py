"""Receivers on this machine, started by the tests and ended with them: mail servers, an Alertmanager, and an HTTP server with bad manners."""
import http.server
import json
import os
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def certificate(folder):
    """A throw-away certificate for this machine; the same file is the authority to trust."""
    key, file = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", file],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return context, file


class Mailbox:
    """Takes mails, or refuses them as the address asks."""

    def __init__(self):
        self.mails, self.encrypted, self.offered = [], [], 0

    async def handle_RCPT(self, server, session, envelope, address, _options):
        self.offered += 1
        if address.startswith("nobody"):
            return "550 5.1.1 no such box"
        if address.startswith("later"):
            return "450 4.2.0 greylisted"
        if address.startswith("full"):
            return "552 5.2.2 box is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 not wanted"
        if envelope.rcpt_tos[0].startswith("busy"):
            return "451 4.3.0 busy"
        if envelope.rcpt_tos[0].startswith("drop"):
            server.transport.abort()
            return "250 OK"
        self.mails.append(envelope.content)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


class MailServer:
    def __init__(self, context=None, login=None, implicit=False):
        self.box, self.port = Mailbox(), free_port()

        def authenticator(_server, _session, _envelope, _mechanism, data):
            return AuthResult(success=(data.login.decode(), data.password.decode()) == login, handled=False)

        options = {"hostname": "127.0.0.1", "port": self.port}
        if implicit:
            options["ssl_context"] = context
        elif context:
            options.update(tls_context=context, require_starttls=True)
        if login:
            options.update(authenticator=authenticator, auth_required=True, auth_require_tls=not implicit)
        self.controller = Controller(self.box, **options)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()


class BadManners(http.server.BaseHTTPRequestHandler):
    """Answers as the first part of the path says, and keeps what it got."""
    protocol_version = "HTTP/1.1"

    def take(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.got.append({"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body})
        return self.path.split("/")[1]

    def answer(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        manner = self.take()
        if manner.isdigit():
            retry = {"429": [("Retry-After", "7")], "503": [("Retry-After", time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 90)))]}
            return self.answer(int(manner), retry.get(manner, []))
        if manner == "redirect":
            return self.answer(307, [("Location", f"http://127.0.0.1:{self.server.server_port}/200")])
        if manner == "stall":
            return self.server.ending.wait(20)
        if manner == "half":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"x")
            self.wfile.flush()
            return self.server.ending.wait(20)
        if manner == "drop":
            return self.connection.shutdown(socket.SHUT_RDWR)
        if manner == "long":
            return self.answer(200, body=bytes(10_000_000))
        return self.answer(404)

    do_GET = do_POST

    def log_message(self, *_):
        pass


class HttpReceiver:
    def __init__(self, context=None):
        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # the other side hung up, as some of the tests want it to
        self.server = Quiet(("127.0.0.1", 0), BadManners)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.server.got, self.server.ending = [], threading.Event()
        self.port = self.server.server_port

    @property
    def got(self):
        return self.server.got

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.ending.set()
        self.server.shutdown()
        self.server.server_close()


class Alertmanager:
    """The one that Debian ships, telling each change to an HTTP receiver at once."""

    def __init__(self, folder, tells_port):
        self.port, self.folder = free_port(), folder
        self.file = os.path.join(folder, "alertmanager.yml")
        with open(self.file, "w", encoding="utf-8") as out:
            out.write(f"""route: {{receiver: test, group_by: [alert, severity], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}}
receivers: [{{name: test, webhook_configs: [{{url: "http://127.0.0.1:{tells_port}/200", send_resolved: true}}]}}]
""")

    def __enter__(self):
        self.process = subprocess.Popen(
            ["prometheus-alertmanager", f"--config.file={self.file}", f"--storage.path={self.folder}/alertmanager", "--cluster.listen-address=",
             f"--web.listen-address=127.0.0.1:{self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: self.ask("/-/ready") is not None, "the Alertmanager to start")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    def ask(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return None

    def firing(self):
        """The severities at which each alert fires."""
        found = {}
        for alert in json.loads(self.ask("/api/v2/alerts") or "[]"):
            found.setdefault(alert["labels"]["alert"], []).append(alert["labels"]["severity"])
        return found


def wait_for(happened, what, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.05)
    raise RuntimeError("waited in vain for " + what)
