"""How a public number may move, so that neither it nor a change of it is ever about one to nine people.

Every cell moves from 0 to at least ten and on by at least ten. What is listed anew in one release is covered by what
the whole grew by in that release, so what was unlisted before cannot be worked out afterwards. decisions/0010 has the
reasons, and tests/attacker.py the attempts to get around it.
"""

from collections.abc import Mapping

FEWEST = 10  # people that a listed cell, the rest, or a change of them is about
SHOWN_FROM = 20  # people behind a number before it is shown at all
Cells = dict[str, int]


def moved(shown: int, counted: int, *, each: int = 1) -> int:
    """What a number shows next; 0 is “nothing”. One person may stand behind up to `each` of what is counted."""
    if shown and abs(counted - shown) < FEWEST * each:
        return shown
    return counted if counted >= SHOWN_FROM * each else 0


def listed(before: Mapping[str, int], counted: Mapping[str, int], *, whole: tuple[int, int], places: int) -> Cells:
    """The cells to list next. `whole` is the number shown before and now, `places` how many cells there could be."""
    was, now = whole
    kept = lowered(before, counted)
    new = fitting(kept, counted, room=now - was)
    rest_before = was - sum(before.values())
    while kept or new:
        cells = added(kept, new)
        if is_quiet(now - sum(cells.values()), rest_before, places - len(cells)):
            return cells
        give_up_the_smallest(new or kept)
    return {}


def lowered(before: Mapping[str, int], counted: Mapping[str, int]) -> Cells:
    """Cells that lost ten or more, put right; those that lost so much that fewer than ten are left go."""
    fallen = {cell for cell, value in before.items() if value - counted.get(cell, 0) >= FEWEST}
    found = {cell: counted.get(cell, 0) if cell in fallen else value for cell, value in before.items()}
    return {cell: value for cell, value in found.items() if value >= FEWEST}


def fitting(kept: Mapping[str, int], counted: Mapping[str, int], *, room: int) -> Cells:
    """What cells gain, the largest gain first: at least ten each, together no more than the whole grew by."""
    waiting = {cell: value - kept.get(cell, 0) for cell, value in counted.items()}
    gains: Cells = {}
    for cell, value in sorted(waiting.items(), key=lambda one: (-one[1], one[0])):
        gain = min(value, room - sum(gains.values()))
        if gain >= FEWEST:
            gains[cell] = gain
    left_over = room - sum(gains.values())
    if gains and 0 < left_over < FEWEST:
        leave_ten(gains, FEWEST - left_over)
    return gains


def leave_ten(gains: Cells, missing: int) -> None:
    """Take from one gain what the rest needs to grow by ten; the whole gain where less than ten would be left of it."""
    largest = max(gains, key=lambda cell: (gains[cell], cell))
    if gains[largest] - missing >= FEWEST:
        gains[largest] -= missing
    else:
        give_up_the_smallest(gains)


def added(kept: Mapping[str, int], gains: Mapping[str, int]) -> Cells:
    return {cell: kept.get(cell, 0) + gains.get(cell, 0) for cell in {*kept, *gains}}


def is_quiet(rest: int, before: int, unlisted: int) -> bool:
    """Whether the rest, which everybody can subtract, says nothing: about itself, its change, or one cell in it."""
    says_itself = rest < 0 or 0 < rest < FEWEST
    says_its_change = 0 < abs(rest - before) < FEWEST
    fills_every_cell = 0 < rest <= (FEWEST - 1) * unlisted < rest + FEWEST - 1
    return not (says_itself or says_its_change or fills_every_cell)


def give_up_the_smallest(cells: Cells) -> None:
    del cells[min(cells, key=lambda cell: (cells[cell], cell))]
