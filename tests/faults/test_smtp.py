"""The mail server goes away, says no, says nothing, or hangs up at the worst moment."""

import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.faults.crowd import Crowd
from tests.faults.evidence import copies_in, gather, let_leases_lapse, let_pauses_end, wait_until_quiet
from tests.faults.oracle import complaints
from tests.faults.power import NIGHTLY, kill, kill_the_worker
from tests.faults.scripted_smtp import MailServer
from tests.living_site import ROOT, living_site, patiently

PROSECUTOR, JUSTICE = "prosecutor.general@kz.invalid", "justice@kz.invalid"
PATIENCE = 30


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A site with the scripted mail server in place of the sink."""
    with living_site(tmp_path_factory.mktemp("smtp") / "data", run=False) as site:
        server = MailServer(site.data / "mailbox", site.mail_port)
        server.up()
        site.start("web")
        site.start("worker")
        site.wait_until_open()
        yield site, server
        server.down()


@pytest.fixture
def site(running):
    return running[0]


@pytest.fixture
def server(running):
    return running[1]


@pytest.fixture(scope="module")
def crowd(running):
    """One ledger for the whole file."""
    return Crowd.before(running[0])


@pytest.fixture(autouse=True)
def all_promises_are_kept(running, crowd):
    """After every test: every attempt that is planned is made, and the oracle has no complaint about anything."""
    yield
    site, server = running
    for deeds in server.script.deeds.values():
        deeds.clear()
    let_pauses_end(site)
    crowd.ring()
    wait_until_quiet(site, PATIENCE)
    assert complaints(gather(site, crowd.ledger)) == []


def state_of(site, crowd, mark, office):
    return dict(gather(site, crowd.ledger).states)[(mark, office)]


def wait_for(site, crowd, mark, office, state):
    patiently(lambda: state_of(site, crowd, mark, office) == state, PATIENCE, f"{mark} to {office} is not {state}")


def try_again(site, crowd):
    """The pause is over, and the worker looks."""
    let_pauses_end(site)
    crowd.ring()


def test_what_could_not_leave_while_the_mail_server_was_down_leaves_once_it_is_up(site, server, crowd):
    confirmed = crowd.write_and_wait()
    server.down()
    assert crowd.confirm(confirmed)
    unread = crowd.ledger.new_mark()
    assert crowd.write(unread)
    tried = "SELECT count(*) FROM letters_delivery WHERE state = 'due' AND attempts = 1 AND due_at > first_due_at"
    patiently(lambda: site.sql(tried) == [(2,)], PATIENCE, "nothing was tried")
    server.up()
    try_again(site, crowd)
    for office in (PROSECUTOR, JUSTICE):
        wait_for(site, crowd, confirmed, office, "accepted")
    patiently(lambda: crowd.collect_links() is not None and unread in crowd.ledger.tokens, PATIENCE, "no mail")


@pytest.mark.parametrize("deed", ["451 at RCPT", "drop at RCPT", "451 after DATA"])
def test_a_passing_no_is_tried_again_and_the_letter_arrives_once(site, server, crowd, deed):
    mark = crowd.write_and_wait()
    server.script.plan(JUSTICE, deed)
    crowd.confirm(mark)
    wait_for(site, crowd, mark, PROSECUTOR, "accepted")
    wait_for(site, crowd, mark, JUSTICE, "due")
    assert copies_in(site)[mark, JUSTICE] == 0
    try_again(site, crowd)
    wait_for(site, crowd, mark, JUSTICE, "accepted")
    assert copies_in(site)[mark, JUSTICE] == 1


@pytest.mark.parametrize("deed", ["550 at RCPT", "554 after DATA"])
def test_a_final_no_is_final_and_in_the_words_of_the_server(site, server, crowd, deed):
    mark = crowd.write_and_wait()
    server.script.plan(JUSTICE, deed)
    crowd.confirm(mark)
    wait_for(site, crowd, mark, JUSTICE, "refused")
    assert deed[:3] in site.get(crowd.path_of(mark)).words
    try_again(site, crowd)
    assert state_of(site, crowd, mark, JUSTICE) == "refused"


@pytest.mark.parametrize(("deed", "copies"), [("drop after DATA", 1), ("forget after DATA", 0)])
def test_a_lost_answer_is_uncertain_and_is_never_tried_again(site, server, crowd, deed, copies):
    mark = crowd.write_and_wait()
    server.script.plan(JUSTICE, deed)
    crowd.confirm(mark)
    wait_for(site, crowd, mark, JUSTICE, "uncertain")
    for _again in range(3):
        try_again(site, crowd)
    wait_until_quiet(site, PATIENCE)
    assert (state_of(site, crowd, mark, JUSTICE), copies_in(site)[mark, JUSTICE]) == ("uncertain", copies)


@pytest.mark.parametrize(
    ("deed", "state", "copies"), [("wait at RCPT", "accepted", 1), ("wait after DATA", "uncertain", 1)]
)
def test_a_worker_killed_while_the_server_thinks(site, server, crowd, deed, state, copies):
    mark = crowd.write_and_wait()
    server.script.plan(JUSTICE, deed)
    crowd.confirm(mark)
    assert server.script.reached.wait(PATIENCE)
    kill_the_worker(site)
    server.script.go_on.set()
    crowd.ring()
    wait_for(site, crowd, mark, JUSTICE, state)
    wait_until_quiet(site, PATIENCE)
    assert copies_in(site)[mark, JUSTICE] == copies


def test_the_oracle_catches_a_sender_that_sends_uncertain_letters_again(site, server, crowd, tmp_path):
    """A real worker, its code spoilt in one place: what was handed in without an answer becomes due again."""
    mark = crowd.write_and_wait()
    server.script.plan(JUSTICE, "wait after DATA")
    crowd.confirm(mark)
    assert server.script.reached.wait(PATIENCE)
    kill(site, "worker")
    server.script.go_on.set()
    let_leases_lapse(site)
    site.processes["worker"] = spoilt_worker(site, tmp_path / "spoilt")
    crowd.ring()
    patiently(lambda: copies_in(site)[mark, JUSTICE] == 2, PATIENCE, "the spoilt worker did not send again")
    wait_for(site, crowd, mark, JUSTICE, "accepted")
    found = complaints(gather(site, crowd.ledger))
    assert found == [f"accepted, but the mail server took 2: {mark} to {JUSTICE}"]
    kill(site, "worker")
    site.start("worker")
    take_back_the_second_copy(site, mark)


def spoilt_worker(site, folder):
    """The application copied, with the line broken that makes an unanswered letter uncertain."""
    for name in ("config", "picketline", "manage.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    journey = folder / "picketline" / "couriers" / "journey.py"
    whole = journey.read_text(encoding="utf-8")
    broken = re.sub(
        r"state=State\.UNCERTAIN, ended_at=timezone\.now\(\)(?=, lease_until=None, words=)",
        "state=State.DUE, due_at=timezone.now()",
        whole,
    )
    assert broken != whole
    journey.write_text(broken, encoding="utf-8")
    with (site.data / "spoilt.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "run_huey", "--quiet"],
            cwd=folder,
            env=site.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def take_back_the_second_copy(site, mark):
    """The planted duplicate is taken away, so that the oracle can judge the rest of the file."""
    files = [
        file
        for file in (site.data / "mailbox").glob("[0-9]*.eml")
        if mark in (text := file.read_text()) and f"X-Envelope-To: {JUSTICE}" in text
    ]
    max(files).unlink()


if NIGHTLY:  # it waits out the time limit of 30 seconds, twice

    def test_a_mail_server_that_takes_the_call_and_says_nothing_holds_nothing_up_for_good(site, server, crowd):
        mark = crowd.write_and_wait()
        server.down()
        time.sleep(21)
        with closing(socket.create_server(("127.0.0.1", site.mail_port))):
            crowd.confirm(mark)
            tried = "SELECT count(*) FROM letters_delivery WHERE state = 'due' AND words LIKE '%imed out%'"
            patiently(lambda: site.sql(tried) == [(2,)], 120, "the time limit did not end the call")
        server.up()
        try_again(site, crowd)
        wait_for(site, crowd, mark, JUSTICE, "accepted")
