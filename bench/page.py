"""python -m bench.page: the appeal page from process memory, requests per second, against the yardstick."""

import http.client
import json
import re

from bench import load
from bench.stand import PAGE, RUNS, announce, inside, installation, median, yardstick

SECONDS = 5
AT_LEAST, PART_OF_YARDSTICK = 2_000, 0.5
PARTS = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src|img[^>]*src)="(/[^"]+)"')


def main() -> None:
    """Three runs of each, in turns; then size, requests and a fresh rendering."""
    announce("bench.page")
    with installation() as site, yardstick(packed(site.port, PAGE)) as other:
        ours, theirs = [], []
        for _run in range(RUNS):
            ours.append(load.run(site.port, load.getting(PAGE, site.port), SECONDS).rate(200))
            theirs.append(load.run(other, load.getting("/", other), SECONDS).rate(200))
        report(median(ours), median(theirs), ours, theirs)
        parts = sorted(set(PARTS.findall(site.get(PAGE).text)))
        sizes = [len(packed(site.port, path)) for path in (PAGE, *parts)]
        print(f"  page: {sizes[0]} bytes compressed, {len(sizes)} requests, {sum(sizes)} bytes in all")
        print(f"  fresh rendering: {json.loads(inside(site, 'render')):.1f} ms")


def report(ours: float, theirs: float, all_ours: list[float], all_theirs: list[float]) -> None:
    print(f"  page:      {ours:7,.0f} requests/s (runs: {', '.join(f'{one:,.0f}' for one in all_ours)})")
    print(f"  yardstick: {theirs:7,.0f} requests/s (runs: {', '.join(f'{one:,.0f}' for one in all_theirs)})")
    kept = ours >= AT_LEAST and ours >= PART_OF_YARDSTICK * theirs
    print(f"  {ours / theirs:.0%} of the yardstick; target ≥ {PART_OF_YARDSTICK:.0%} and ≥ {AT_LEAST:,}: ", end="")
    print("met" if kept else "MISSED", flush=True)


def packed(port: int, path: str) -> bytes:
    """The bytes as a browser gets them."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": f"localhost:{port}", "Accept-Encoding": "gzip"})
    body = connection.getresponse().read()
    connection.close()
    return body


if __name__ == "__main__":
    main()
