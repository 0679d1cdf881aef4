"""Chromium, and a demo that was started from a fresh clone."""

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.living_site import ROOT, free_port, patiently

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@dataclass(frozen=True)
class Demo:
    """A demo that runs: its address, its one-use link to the desk, and the folder it runs in."""

    url: str
    desk_link: str
    folder: Path

    def organiser(self, email: str) -> str:
        """One more organiser: the link that lets them in once, in the language of the pages."""
        settings = {"PICKETLINE_DEMO": "1", "PICKETLINE_DATA": "some/dir", "PICKETLINE_SITE_URL": self.url}
        command = [sys.executable, "manage.py", "add_organiser", email, "--name", "Carmen"]
        said = subprocess.run(
            command, cwd=self.folder, env=unconfigured() | settings, check=True, capture_output=True, text=True
        )
        return said.stdout.split()[-1]


def unconfigured() -> dict[str, str]:
    """The environment of the tests without a setting of Picketline."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PICKETLINE_", "DJANGO_"))}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """`git clone`, `make demo` with a port and a data folder, Ctrl-C at the end."""
    folder: Path = tmp_path_factory.mktemp("a stranger") / "picketline"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    port, log = free_port(), folder.parent / "demo.log"
    command = ["make", "demo", f"PYTHON={sys.executable}", f"PORT={port}", "DATA=some/dir"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=unconfigured(), stdout=out, stderr=out, start_new_session=True
        )
    try:
        patiently(lambda: "Stop it with Ctrl-C" in log.read_text() or process.poll() is not None, 300, "no demo")
        printed = log.read_text()
        assert process.poll() is None, printed
        yield Demo(f"http://localhost:{port}", re.search(r"desk: +(\S+)", printed)[1], folder)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) in {0, 2, 130, -signal.SIGINT}
        assert "Stopping." in log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium."""
    path = os.environ.get("PICKETLINE_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, demo):
    """Opens pages in a window of its own; every request must stay on our origin."""
    contexts = []

    def opened(*, width: int = 360, height: int = 640, script: bool = False, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, base_url=demo.url, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            strangers = [url for url in page.requests if not url.startswith((demo.url, "data:"))]
            assert strangers == []
        context.close()
