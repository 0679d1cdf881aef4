"""SIGKILL, again and again, while people write: nothing that was acknowledged is lost, nothing is sent twice."""

import time

from tests.faults.crowd import Crowd
from tests.faults.evidence import gather, wait_until_quiet
from tests.faults.oracle import complaints
from tests.faults.power import KILLS, kill_one_web_worker, kill_the_web_server, kill_the_worker

BETWEEN = 0.7


def test_killing_web_workers_the_web_server_and_the_worker_loses_nothing_and_sends_nothing_twice(site, record_property):
    crowd = Crowd.before(site)
    with crowd.at_work():
        for turn in range(KILLS):
            for strike in (kill_one_web_worker, kill_the_worker, kill_the_web_server, kill_the_worker):
                time.sleep(BETWEEN)
                strike(site) if strike is not kill_one_web_worker else strike(site, turn)
            site.wait_until_open()
        time.sleep(BETWEEN)
    crowd.ring()
    wait_until_quiet(site, 90)
    evidence = gather(site, crowd.ledger)
    record_property("counts", counts(evidence))
    print(counts(evidence))
    assert complaints(evidence) == []
    assert len(evidence.acknowledged) > 10 * KILLS
    assert len(evidence.confirmed) > KILLS


def counts(evidence) -> dict:
    """What was seen, for the written result."""
    states = [state for _piece, state in evidence.states]
    return {
        "acknowledged": len(evidence.acknowledged),
        "stored": len(evidence.stored),
        "confirmed": len(evidence.confirmed),
        "mails": sum(evidence.copies.values()),
    } | {state: states.count(state) for state in sorted(set(states))}
