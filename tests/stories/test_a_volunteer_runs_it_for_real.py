"""The server for real use: one command, the environment, Ctrl-C; and folders that are never mixed up."""

import os
import re
import signal
import subprocess
import sys

import pytest

from tests.living_site import ROOT, LivingSite, free_port, patiently
from tests.stories.conftest import own_database


@pytest.fixture
def run(tmp_path):
    """Starts `python -m config.run`; returns the process, its site and its words."""
    started = []

    def running(data, **environment):
        port, log = free_port(), tmp_path / f"{len(started)}.log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PICKETLINE_")}
        kept |= {
            "PICKETLINE_DATA": str(data),
            "PICKETLINE_SITE_URL": f"http://localhost:{port}",
            "PICKETLINE_DATABASE_URL": own_database(),
        }
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "config.run", "--port", str(port)], cwd=ROOT, env=kept | environment,
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        started.append(process)
        return process, LivingSite(data, port, 0, kept), log

    yield running
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_it_serves_with_nothing_but_a_folder_and_stops_with_ctrl_c(run, tmp_path):
    process, site, log = run(tmp_path / "real data")
    patiently(lambda: "Picketline is at" in log.read_text() or process.poll() is not None, 60, "it did not start")
    assert site.get("/en/").words.count("No open appeal now") == 1
    assert site.get("/demo/mail/").status == 404
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert log.read_text().endswith("Stopping.\n")
    assert "Traceback" not in log.read_text()


def test_a_demo_folder_is_not_served_for_real(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kind-of-data").write_text("demo\n")
    process, _site, log = run(tmp_path / "data")
    assert process.wait(30) != 0
    assert "holds demo data and cannot be used for a real installation." in log.read_text()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PICKETLINE_WEB_WORKERS", "two", "PICKETLINE_WEB_WORKERS must be a whole number, not “two”."),
        ("PICKETLINE_MAIL_URL", "imap://x", "PICKETLINE_MAIL_URL must begin with smtp:// or smtps://, not “imap”."),
        ("PICKETLINE_DATABASE_URL", "mysql://x", "PICKETLINE_DATABASE_URL must begin with postgresql://, not “mysql”."),
    ],
)
def test_a_setting_that_makes_no_sense_is_one_sentence(run, tmp_path, name, value, sentence):
    process, _site, log = run(tmp_path / "data", **{name: value})
    assert process.wait(30) == 1
    assert log.read_text().strip() == sentence


def test_the_example_environment_file_has_every_setting_and_a_site_stands_on_it(tmp_path):
    file = ROOT / "docs" / "picketline.env.example"
    told = set(re.findall(r"^\| `(PICKETLINE_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    named = {
        name.removesuffix("_FILE") for name in re.findall(r"^#?(PICKETLINE_[A-Z_]+)=", file.read_text(), re.MULTILINE)
    }
    assert told - named == {"PICKETLINE_DEMO", "PICKETLINE_DEMO_PASSWORD"}
    ask = "from django.conf import settings as s; print(s.SITE_URL, s.SITE_NAME, s.MAIL_IS_SET_UP, s.TRUSTED_PROXIES)"
    command = f'set -a; . {file}; PICKETLINE_DATA={tmp_path}; exec {sys.executable} manage.py shell -v 0 -c "{ask}"'
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PICKETLINE_")}
    said = subprocess.run(["sh", "-c", command], cwd=ROOT, env=kept, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "https://appeals.example.org Solidarity Committee True 1"
