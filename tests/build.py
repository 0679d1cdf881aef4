"""python -m tests.build all | checks | nightly | messages: every check and every test, one line each."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import legs, machine, messages
from tests.architecture import rules

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


@dataclass(frozen=True)
class Check:
    """One check: a command line, or a function that returns complaints."""

    name: str
    command: tuple[str, ...] = ()
    ask: Callable[[], list[str]] | None = None


CHECKS = [
    Check("ruff format", (PYTHON, "-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("ruff check", (PYTHON, "-m", "ruff", "check", "--quiet", "--output-format", "concise", ".")),
    Check("mypy", (PYTHON, "-m", "mypy")),
    Check("djlint", (PYTHON, "-m", "djlint", "--lint", "--quiet", "picketline")),
    Check("lint-imports", ask=lambda: rules.imports_against_the_story(ROOT)),
    Check("django check", (PYTHON, "manage.py", "check", "--fail-level", "WARNING")),
    Check("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("translations", ask=messages.complaints),
]


def main() -> int:
    """Do what is asked; the status is 0 when everything is good."""
    asked = sys.argv[1] if len(sys.argv) == 2 else ""
    if asked == "messages":
        return bring_messages_up_to_date()
    if asked not in {"all", "checks", "nightly"}:
        print(__doc__, file=sys.stderr)
        return 2
    messages.compile_catalog()
    bad = [check.name for check in CHECKS if not passes(check)]
    return ended(bad) if asked == "checks" else tests(bad, nightly=asked == "nightly")


def bring_messages_up_to_date() -> int:
    """New texts into the catalogue, unused ones out of it; then what is left to translate."""
    messages.update()
    messages.compile_catalog()
    left = messages.complaints()
    print(*left, f"{len(left)} to translate.", sep="\n")
    return 0


def passes(check: Check) -> bool:
    """Run one check and print its line, and what it complains of."""
    began = time.monotonic()
    complaints = check.ask() if check.ask else complaints_of(check.command)
    say(check.name, "ok" if not complaints else "FAILED", time.monotonic() - began)
    if complaints:
        print(*(f"    {line}" for line in complaints), sep="\n", flush=True)
    return not complaints


def complaints_of(command: tuple[str, ...]) -> list[str]:
    """What a failing command said; it sees a new installation, never the one in ./data."""
    with tempfile.TemporaryDirectory(prefix="picketline-check-") as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PICKETLINE_", "DJANGO_"))}
        environment = kept | {"PICKETLINE_DATA": data}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    return (said or [f"status {done.returncode}"]) if done.returncode else []


def tests(bad: list[str], *, nightly: bool) -> int:
    """Run every leg, then ask which templates none of them has rendered."""
    machine.prepare()
    results = [result_of(leg, nightly=nightly) for leg in legs.LEGS]
    rendered = set().union(*(result.rendered for result in results))
    if not passes(Check("templates", ask=lambda: rules.templates_no_test_renders(ROOT, rendered))):
        bad.append("templates")
    bad += [result.leg.name for result in results if not result.is_good]
    return ended(bad, results)


def result_of(leg: legs.Leg, *, nightly: bool) -> legs.Result:
    """Run one leg and print its line."""
    began = time.monotonic()
    result = legs.run(leg, nightly=nightly)
    outcome = ("NOT RUN" if result.not_run else "ok") if result.is_good else "FAILED"
    say(f"tests: {leg.name}", outcome, time.monotonic() - began)
    if result.trouble:
        print(f"    {result.trouble}", flush=True)
    return result


def say(name: str, outcome: str, seconds: float) -> None:
    print(f"{name:<22} {outcome:<8} {seconds:6.1f} s", flush=True)


def ended(bad: list[str], results: list[legs.Result] | None = None) -> int:
    """The table of the legs, what is bad, and the sum in the last line."""
    if results:
        print(f"\n{'leg':<14} {'passed':>7} {'failed':>7} {'skipped':>8} {'not run':>8}")
    for one in results or []:
        print(f"{one.leg.name:<14} {one.passed:>7} {one.failed:>7} {len(one.skipped):>8} {one.not_run:>8}")
    if bad:
        print(f"\nNot good: {', '.join(bad)}.")
    if results:
        passed, failed = sum(one.passed for one in results), sum(one.failed for one in results)
        skipped = sum(len(one.skipped) + one.not_run for one in results)
        print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
