"""A whole Picketline for stories, faults and browsers: web server, worker and mail sink, each a real process.

Nothing here imports the application: it is driven by HTTP, SMTP and SQL alone.
"""

import email
import email.policy
import html
import http.client
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
SLUG = "oil-workers-and-their-lawyer"


@dataclass
class Answer:
    """What came back: status, headers (lower case), text."""

    status: int
    headers: dict[str, str]
    text: str

    def field(self, name: str) -> str:
        """The value of an input on the page."""
        return html.unescape(re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.text)[1])

    @property
    def words(self) -> str:
        """The page without its tags, spaces folded."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.text)).split())


@dataclass
class LivingSite:
    """One installation that runs."""

    data: Path
    port: int
    mail_port: int
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The name under which people know it."""
        return urlsplit(self.environment.get("PICKETLINE_SITE_URL", f"http://localhost:{self.port}")).netloc

    def manage(self, *arguments: str) -> str:
        """Run a management command; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name: str) -> subprocess.Popen:
        """Start one of: web, worker, sink."""
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.command(name), cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        return self.processes[name]

    def command(self, name: str) -> list[str]:
        if name == "sink":
            folder = str(self.data / "mailbox")
            return [sys.executable, "-m", "picketline.demo.sink", "--port", str(self.mail_port), "--folder", folder]
        if name == "worker":
            return [sys.executable, "manage.py", "run_huey", "--quiet"]
        return [sys.executable, "-m", "config.web", "--port", str(self.port)]

    def stop(self, name: str) -> None:
        """Ask one process to end."""
        process = self.processes.pop(name, None)
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)

    def wait_until_open(self, seconds: float = 30) -> None:
        """Return when the home page answers."""
        patiently(lambda: self.get("/en/").status == 200, seconds, "the site does not answer")

    def shows(self, path: str, words: str, seconds: float = 60) -> None:
        """Wait until every web process shows the words on a page, whatever it had kept."""
        patiently(lambda: all(words in self.get(path).words for _one in range(24)), seconds, f"{path} lacks “{words}”")

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, form: dict | None = None, **headers: str) -> Answer:
        body = urlencode(form or {}, doseq=True).encode()
        return self.ask("POST", path, body, **({"Content-Type": "application/x-www-form-urlencoded"} | headers))

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request from a network of its own; OSError where nobody answers."""
        source = (f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.1", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=source)
        try:
            connection.request(method, path, body, {"Host": self.host, **headers})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read().decode())
        except http.client.HTTPException as trouble:
            raise OSError(str(trouble)) from trouble
        finally:
            connection.close()

    def write_letter(self, address: str, *, language: str = "en", **typed: object) -> Answer:
        """Fill in the form of the example appeal as a reader of `language` and press the button."""
        page = self.get(f"/{language}/appeals/{SLUG}/")
        form = {"token": page.field("token"), "name": "Anna Example", "email": address, "country": "DE"}
        form |= {"points": ["1", "2", "3", "4", "5"], "named_as": "full"}
        return self.post(f"/{language}/appeals/{SLUG}/letters/", form | typed)

    def mails(self, to: str) -> list[EmailMessage]:
        """What the sink accepted for one address, oldest first."""
        files = sorted((self.data / "mailbox").glob("[0-9]*.eml"))
        parsed = [
            email.message_from_bytes(file.read_bytes().replace(b"\r\n", b"\n"), policy=email.policy.default)
            for file in files
        ]
        return [mail for mail in parsed if mail["X-Envelope-To"] == to]

    def mail_to(self, address: str, seconds: float = 15) -> EmailMessage:
        """The first mail to an address, waited for."""
        patiently(lambda: self.mails(address), seconds, f"no mail to {address}")
        return self.mails(address)[0]

    def letter_path(self, address: str) -> str:
        """The path of the letter's link, from the confirmation mail."""
        return urlsplit(re.search(r"https?://\S+/letters/\S+", self.mail_to(address).get_content())[0]).path

    def sql(self, statement: str, *values: object) -> list[tuple]:
        """Ask or change the database behind the application's back."""
        url = self.environment.get("PICKETLINE_DATABASE_URL", "")
        if url:
            import psycopg

            with psycopg.connect(url, autocommit=True) as connection:
                cursor = connection.execute(statement.replace("?", "%s"), values)
                return cursor.fetchall() if cursor.description else []
        import sqlite3

        connection = sqlite3.connect(self.data / "picketline.sqlite3", timeout=20, isolation_level=None)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()


def patiently(condition, seconds: float, complaint: str) -> None:
    """Wait until the condition holds; AssertionError with the complaint after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(complaint)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def living_site(
    data: Path,
    *,
    database_url: str = "",
    hold_minutes: int = 0,
    mail: bool = True,
    run: bool = True,
    site_url: str = "",
):
    """A prepared installation with the example campaign, running until the block ends."""
    site = LivingSite(data, free_port(), free_port(), {})
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PICKETLINE_")}
    site.environment = kept | {
        "PICKETLINE_DEMO": "1",
        "PICKETLINE_DATA": str(data),
        "PICKETLINE_SITE_URL": site_url or f"http://localhost:{site.port}",
        "PICKETLINE_MAIL_URL": f"smtp://127.0.0.1:{site.mail_port}" if mail else "",
        "PICKETLINE_MAIL_FROM": "letters@committee.example.org",
        "PICKETLINE_CONTACT": "office@committee.example.org",
        "PICKETLINE_SHELF_SECONDS": "2",
        "PICKETLINE_DATABASE_URL": database_url,
    }
    site.manage("prepare", "--sending", "KZ")
    site.manage("load_example")
    site.sql("UPDATE appeals_appeal SET hold_minutes = ?", hold_minutes)
    try:
        if run:
            for name in ("sink", "web", "worker"):
                site.start(name)
            site.wait_until_open()
        yield site
    finally:
        for name in list(site.processes):
            site.stop(name)
        shutil.rmtree(data, ignore_errors=True)
