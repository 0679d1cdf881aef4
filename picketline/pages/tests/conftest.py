"""Pages of the example appeal."""

import pytest

from picketline.appeals.models import Appeal, Closure, Pause


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """The worker is not called: it would look into another database."""
    monkeypatch.setattr("picketline.letters.views.ring", lambda task, delay=0: None)


@pytest.fixture
def now_it_is(example):
    """Brings the example appeal into a state."""

    def change(state):
        if state == "draft":
            Appeal.objects.update(published_at=None)
        if state == "paused":
            Pause.objects.create(appeal=example, actor="bilal")
        if state == "ended":
            Appeal.objects.update(closes_on="2011-12-31")
        if state == "stopped":
            Closure.objects.create(appeal=example, outcome="stopped", actor="bilal")
        if state == "closed":
            Closure.objects.create(appeal=example, outcome="won", actor="bilal")

    return change
