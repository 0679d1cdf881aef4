"""Writers stand in line. SQLite's own wait is a sleep that grows: late comers overtake, unlucky ones time out.

A transaction takes a lock among the threads of this process, then one among the processes (flock on a file beside the
database), and gives both back when it ends. The kernel gives a dead process's lock back. Readers never wait.
"""

import fcntl
import os
import threading
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

PATIENCE_SECONDS = 20


class Line:
    """The line in front of one database file."""

    def __init__(self, database: str) -> None:
        self.threads = threading.Lock()
        self.file = os.open(f"{database}.line", os.O_RDWR | os.O_CREAT, 0o600)

    def enter(self) -> None:
        """Wait for one's turn; OperationalError after 20 seconds behind a thread of this process."""
        if not self.threads.acquire(timeout=PATIENCE_SECONDS):
            raise OperationalError("database is locked")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX)
        except BaseException:
            self.threads.release()
            raise

    def leave(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_UN)
        self.threads.release()


lines: dict[str, Line] = {}
making = threading.Lock()


def line_of(database: str) -> Line:
    """The one line of this process for a database file; a forked process makes its own."""
    with making:
        key = f"{os.getpid()}:{database}"
        if key not in lines:
            lines[key] = Line(database)
        return lines[key]


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite whose write transactions stand in line."""

    line: Line | None = None

    def _start_transaction_under_autocommit(self) -> None:
        name = str(self.settings_dict["NAME"])
        line = None if self.is_in_memory_db() else line_of(name)
        if line:
            line.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            if line:
                line.leave()
            raise
        self.line = line

    def _commit(self) -> Any:
        result = super()._commit()  # type: ignore[misc]
        self.step_out()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self.step_out()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self.step_out()

    def step_out(self) -> None:
        """Let the next one in, if this connection holds the place."""
        line, self.line = self.line, None
        if line:
            line.leave()
