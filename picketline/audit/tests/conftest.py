"""A record of three acts, and a way round the triggers for tests that tamper with it."""

import pytest
from django.db import connection

from picketline.audit import append_only
from picketline.audit.actions import record
from picketline.audit.models import Entry


@pytest.fixture
def three_acts(db):
    """Bilal paused, resumed and stopped something."""
    noun = Entry(pk=7)
    return [record(act, noun, actor="bilal", section="main", words="why") for act in ("pause", "resume", "stop")]


@pytest.fixture
def without_triggers(db):
    """What somebody with full power over the database can do first."""
    append_only.run(append_only.LIFT, connection)
