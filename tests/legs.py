"""The legs of the tests: what each runs, on what, and what came of it."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests import machine

ROOT = Path(__file__).resolve().parent.parent
ALLOWED_SKIPS = Path(__file__).with_name("allowed_skips.txt")
PATIENCE_SECONDS = 60 * 60
SPREAD = ("-n", "2", "--dist", "loadfile")
EVERYTHING_AN_APP_DOES = ("picketline", "tests/stories", *SPREAD)


@dataclass(frozen=True)
class Leg:
    """One run of pytest."""

    name: str
    arguments: tuple[str, ...]
    on_postgres: bool = False
    needs: str = ""


LEGS = [
    Leg("SQLite", EVERYTHING_AN_APP_DOES),
    Leg("PostgreSQL", EVERYTHING_AN_APP_DOES, on_postgres=True),
    Leg("architecture", ("tests/architecture",)),
    Leg("faults", ("tests/faults",)),
    Leg("torture", ("tests/torture",)),
    Leg("valid HTML", ("tests/valid_html",), needs="java"),
    Leg("browser", ("tests/browser",), needs="chromium"),
]


@dataclass
class Result:
    """What came of one leg; `trouble` makes it fail even where every test passed."""

    leg: Leg
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    not_run: int = 0
    rendered: set[str] = field(default_factory=set)
    trouble: str = ""

    @property
    def is_good(self) -> bool:
        """Nothing failed, something ran, and what did not run was allowed not to."""
        return not self.failed and not self.trouble


def run(leg: Leg, *, nightly: bool = False) -> Result:
    """Run one leg, in a data folder that is gone afterwards."""
    if leg.needs and not machine.program(leg.needs):
        return left_out(leg)
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="picketline-leg-", ignore_cleanup_errors=True))
        )
        environment = environment_of(folder, nightly=nightly)
        if leg.on_postgres:
            url = stack.enter_context(machine.postgres())
            environment |= {"PICKETLINE_DATABASE_URL": url, "PICKETLINE_TEST_POSTGRES": url}
        status = pytest(leg, environment, folder / "report.xml")
        return result_of(leg, status, folder)


def environment_of(folder: Path, *, nightly: bool) -> dict[str, str]:
    """No setting of the shell around us reaches a test, but for where Chromium is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PICKETLINE_", "DJANGO_"))}
    chromium = machine.program("chromium")
    return (
        kept
        | {"PICKETLINE_TEST_DATA": str(folder / "data"), "PICKETLINE_TEST_TEMPLATES": str(folder / "templates")}
        | ({"PICKETLINE_CHROMIUM": chromium} if chromium else {})
        | ({"PICKETLINE_TEST_NIGHTLY": "1"} if nightly else {})
    )


def pytest(leg: Leg, environment: dict[str, str], report: Path) -> int:
    """Run pytest; its words are shown from the first failure on, as they come."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        *leg.arguments,
        "-q",
        "--no-header",
        "--tb=short",
        f"--junitxml={report}",
    ]
    end, held, shown = time.monotonic() + PATIENCE_SECONDS, [], False
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in process.stdout or ():
        held.append(line)
        shown = shown or (line.startswith("==") and ("FAILURES" in line or "ERRORS" in line))
        if shown:
            print(line, end="", flush=True)
        if time.monotonic() > end:
            process.kill()
    status = process.wait()
    if status and not shown:
        print("".join(held[-60:]), flush=True)
    return status


def result_of(leg: Leg, status: int, folder: Path) -> Result:
    """Count what the report says."""
    result = Result(leg)
    if not (folder / "report.xml").exists():
        result.trouble = f"pytest ended with status {status} and left no report"
        return result
    for case in ET.parse(folder / "report.xml").iter("testcase"):
        count(case, result)
    allowed = set(allowed_skips())
    unexpected = sorted({name for name in result.skipped if not {name, name.partition("[")[0]} & allowed})
    if not result.passed + result.failed:
        result.trouble = "no test ran"
    elif unexpected:
        result.trouble = "\n    ".join(["skipped without leave:", *unexpected])
    elif status and not result.failed:
        result.trouble = f"pytest ended with status {status}"
    file = folder / "templates"
    result.rendered = set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
    return result


def count(case: ET.Element, result: Result) -> None:
    """One test: it failed, was skipped, or passed."""
    if case.find("failure") is not None or case.find("error") is not None:
        result.failed += 1
    elif case.find("skipped") is not None:
        module, _, group = case.get("classname", "").partition(".Test")
        result.skipped.append(f"{module.replace('.', '/')}.py::{group and f'Test{group}::'}{case.get('name')}")
    else:
        result.passed += 1


def allowed_skips() -> Iterator[str]:
    """The names in allowed_skips.txt."""
    for line in ALLOWED_SKIPS.read_text(encoding="utf-8").splitlines():
        if name := line.partition("#")[0].strip():
            yield name


def left_out(leg: Leg) -> Result:
    """A leg whose program is missing: how many tests did not run, and a failure where all must."""
    command = [sys.executable, "-m", "pytest", *leg.arguments, "-q", "--no-header", "--collect-only"]
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_of(Path(folder), nightly=False)
        listed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    number = sum("::" in line for line in listed.stdout.splitlines())
    print(f"{leg.needs} is missing: {number} {leg.name} tests did NOT run.", flush=True)
    trouble = f"{leg.needs} is missing" if os.environ.get("REQUIRE_ALL") == "1" else ""
    return Result(leg, not_run=number, trouble=trouble)
