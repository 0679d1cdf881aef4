"""python -m bench.inside render|sql|search|responsible|sweep: one process, under the settings of an installation."""

import json
import os
import random
import re
import statistics
import sys
import time
from contextlib import contextmanager

import django

RENDERS = 20
RUNS_OF_A_QUESTION = 3
PAIRS, WARMING = 1_000, 50
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    measured = {"render": render, "sql": sql, "search": search, "responsible": responsible, "sweep": sweep}
    print(json.dumps(measured[sys.argv[1]]()))


def client():
    from django.test import Client

    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")


def forget_what_is_kept() -> None:
    from picketline.gate import shelf as pages
    from picketline.letters import shelf as offers

    pages.shelf.clear()
    offers.kept.clear()


def page_path() -> str:
    from picketline.appeals.models import Appeal

    return f"/en/appeals/{Appeal.objects.get().slug}/"


def render() -> float:
    """Milliseconds of one fresh rendering, the median of twenty."""
    reader, path, times = client(), page_path(), []
    reader.get(path)
    for _one in range(RENDERS):
        forget_what_is_kept()
        started = time.perf_counter()
        reader.get(path)
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def sql() -> dict[str, list[str]]:
    """Statements by act, in the order of a letter's life; three addressees, two of them by e-mail."""
    from picketline.letters import actions as letters
    from picketline.mailing import actions as mailing

    reader, path = client(), page_path()
    reader.get(path)
    forget_what_is_kept()
    counted = {}
    counted["page, rendered fresh"], page = statements(lambda: reader.get(path))
    counted["page, kept in memory"], _page = statements(lambda: reader.get(path))
    token = re.search(r'name="token"[^>]*value="([^"]*)"', plain(page))[1]
    form = {"token": token, "name": "Anna Example", "country": "DE", "named_as": "full", "points": ["1", "2"]}
    post = lambda who: answered(reader.post(path + "letters/", form | {"email": f"{who}@example.org"}), 303)  # noqa: E731
    counted["POST of a letter"], _answer = statements(lambda: post("anna"))
    counted["POST again by the same address"], _answer = statements(lambda: post("anna"))
    counted["confirmation mail, sent by the worker"], _sent = statements(mailing.send_due_notices)
    link = newest_link()
    counted["GET of the letter’s page"], _page = statements(lambda: answered(reader.get(link), 200))
    counted["POST of the confirmation"], _answer = statements(
        lambda: answered(reader.post(link + "confirmation/"), 303)
    )
    counted["two letters, sent by the worker"], _sent = statements(letters.deliver_due)
    return counted


def search() -> dict[str, dict[str, list[float]]]:
    """Milliseconds of every question by what is looked for: by the clock, and of this process; medians of three."""
    from bench.crowded import fill
    from picketline.appeals.models import Appeal, Person
    from picketline.authorities.models import Authority

    fill()
    nouns = {
        f"{Authority.objects.count():,} offices": lambda asked: Authority.objects.sought(asked).with_contacts(),
        f"{Appeal.objects.count():,} appeals": lambda asked: Appeal.objects.published().sought(asked).with_state(),
        f"{Person.objects.count():,} people": lambda asked: Person.objects.sought(asked),
    }
    questions = os.environ["BENCH_QUESTIONS"].split("|")
    return {noun: {asked: milliseconds(ask, asked) for asked in questions} for noun, ask in nouns.items()}


def milliseconds(ask, asked: str) -> list[float]:
    clocks = (time.perf_counter, time.process_time)
    times = []
    for _one in range(RUNS_OF_A_QUESTION):
        started = [clock() for clock in clocks]
        list(ask(asked)[:50])
        times.append([1000 * (clock() - begun) for clock, begun in zip(clocks, started, strict=True)])
    return [statistics.median(values) for values in zip(*times, strict=True)]


def responsible() -> dict[str, list[float]]:
    """Milliseconds of “who is responsible, and why” for a thousand pairs of state and country, by the step it is."""
    from picketline.authorities.models import Mission
    from picketline.authorities.responsible import responsible_mission

    states = sorted(set(Mission.objects.values_list("authority__state", flat=True)))
    pairs = random.Random(1).choices([(one, other) for one in states for other in states if one != other], k=PAIRS)  # noqa: S311
    times: dict[str, list[float]] = {}
    for state, country in (*pairs[:WARMING], *pairs):
        started = time.perf_counter()
        found = responsible_mission(state, country)
        found.in_words("en")
        times.setdefault(found.basis, []).append(1000 * (time.perf_counter() - started))
    return times


def sweep() -> float:
    """Milliseconds of what the worker does every minute when nothing is due, the median of five."""
    from picketline.letters import actions as letters
    from picketline.letters.models import Delivery

    times = []
    for _one in range(5):
        started = time.perf_counter()
        Delivery.objects.recover()
        letters.deliver_due()
        letters.forget()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def plain(page) -> str:
    import gzip

    return gzip.decompress(page.content).decode()


def answered(response, status: int):
    if response.status_code != status:
        raise SystemExit(f"{response.status_code} instead of {status}")
    return response


def newest_link() -> str:
    """The path in the newest mail to a supporter."""
    from picketline.demo.mailbox import Mail

    return next(re.search(r"/en/letters/[\w-]+/", mail.text)[0] for mail in Mail.newest() if "/letters/" in mail.text)


def statements(act):
    """The statements that an act sends to the database, and what the act returned."""
    with listening() as heard:
        returned = act()
    return [statement for statement in heard if not statement.startswith(NOT_COUNTED)], returned


@contextmanager
def listening():
    from django.db import connection

    heard: list[str] = []

    def note(execute, statement, parameters, many, context):
        heard.append(" ".join(statement.split()))
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(note):
        yield heard


if __name__ == "__main__":
    main()
