"""When public figures are counted."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from picketline.numbers import actions


@db_periodic_task(crontab(minute="3"))
def refresh() -> None:
    """Every hour, for the appeals whose day is over; three minutes past, when what was accepted is written down."""
    actions.refresh()
