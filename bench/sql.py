"""python -m bench.sql [--show]: SQL statements for each step of a letter, without BEGIN, COMMIT and SAVEPOINT."""

import json
import sys

from bench.stand import announce, inside, installation


def main() -> None:
    """Count; with --show, print each statement."""
    announce("bench.sql")
    with installation(run=False) as site:
        site.start("sink")
        counted = json.loads(inside(site, "sql"))
    for act, statements in counted.items():
        print(f"  {len(statements):3} {act}")
        for statement in statements if "--show" in sys.argv else []:
            print(f"        {statement[:200]}")


if __name__ == "__main__":
    main()
