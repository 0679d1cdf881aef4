"""python -m bench.responsible: who is responsible for a supporter, and why, over the whole directory, once warm."""

import json
import os
import tempfile
from pathlib import Path

from bench.stand import announce, inside, percentile
from tests.living_site import LivingSite

AT_MOST_MS = 1


def main() -> None:
    """Load the whole directory, then ask for a thousand pairs of state and country."""
    announce("bench.responsible")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PICKETLINE_")}
        site = LivingSite(Path(folder) / "data", 0, 0, kept | {"PICKETLINE_DATA": str(Path(folder) / "data")})
        site.manage("prepare")
        told = json.loads(inside(site, "responsible"))
    report("all", [one for times in told.values() for one in times])
    for basis, times in sorted(told.items()):
        report(basis, times)


def report(basis: str, times: list[float]) -> None:
    half, most = percentile(times, 0.5), percentile(times, 0.95)
    verdict = "met" if half <= AT_MOST_MS else "MISSED"
    print(
        f"  {basis}, {len(times)} questions: p50 {half:.2f} ms ({verdict}, ≤ {AT_MOST_MS}), p95 {most:.2f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
