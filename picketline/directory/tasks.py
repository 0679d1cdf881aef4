"""What the worker does for the directory: forgetting."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from picketline.directory.importing import actions


@db_periodic_task(crontab(minute="23"))
def forget_drafts() -> None:
    """Once an hour: uploaded files that nobody brought in for a day."""
    actions.forget_drafts()
