"""Writers of one SQLite file stand in line: nobody is turned away, and nobody who fails or dies keeps the place."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

WRITER = """
import sys, time
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "config.fair_sqlite", "NAME": sys.argv[1],
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 1}}})
import django
django.setup()
from django.db import connection, transaction
for number in range(int(sys.argv[2])):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(n), 0) FROM t")
        last = cursor.fetchone()[0]
        print("in", flush=True) if sys.argv[3] == "hold" else None
        time.sleep(600 if sys.argv[3] == "hold" else 0.002)
        cursor.execute("INSERT INTO t VALUES (%s, %s)", [last + 1, sys.argv[3]])
"""


@pytest.fixture
def file(tmp_path):
    import sqlite3

    connection = sqlite3.connect(tmp_path / "t.sqlite3")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE t (n INTEGER, who TEXT)")
    connection.close()
    return tmp_path / "t.sqlite3"


def start(file, number, who):
    command = [sys.executable, "-c", WRITER, str(file), str(number), who]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rows(file):
    import sqlite3

    connection = sqlite3.connect(file)
    found = connection.execute("SELECT n FROM t ORDER BY n").fetchall()
    connection.close()
    return [n for (n,) in found]


def test_four_processes_that_write_at_once_all_get_their_turn(file):
    writers = [start(file, 50, f"w{number}") for number in range(4)]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0], said
    assert rows(file) == list(range(1, 201))


def test_a_writer_that_is_killed_in_its_transaction_gives_the_place_back(file):
    holder = start(file, 1, "hold")
    assert holder.stdout.readline() == "in\n"
    next_one = start(file, 3, "next")
    time.sleep(1.5)
    assert next_one.poll() is None
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert next_one.communicate(timeout=30)[1] == ""
    assert rows(file) == [1, 2, 3]


def test_threads_of_one_process_stand_in_line_too_and_a_failure_lets_the_next_one_in(file):
    from config.fair_sqlite.base import line_of

    line, order = line_of(str(file)), []

    def write(number):
        line.enter()
        try:
            order.append(("in", number))
            time.sleep(0.01)
            order.append(("out", number))
        finally:
            line.leave()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    entered = [number for what, number in order if what == "in"]
    assert order == [(what, number) for number in entered for what in ("in", "out")]
    assert sorted(entered) == list(range(10))
