"""The processes of one installation: started together, started again when one dies, stopped together."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 15
PR_SET_PDEATHSIG = 1
WAIT_FOR_PAGE_SECONDS = 60


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or the system asks us to end."""


def manage(*arguments: str) -> list[str]:
    """The command line of one management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def web(host: str, port: int) -> list[str]:
    """The web server."""
    return [sys.executable, "-m", "config.web", "--host", host, "--port", str(port)]


def worker() -> list[str]:
    """The worker: mail, letters, and what is forgotten."""
    return manage("run_huey", "--quiet")


def do(command: list[str]) -> None:
    """Run one step to its end; a failing step has said why, so only its status goes on."""
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        raise SystemExit(status)


def refuse_taken_port(host: str, port: int) -> None:
    """One sentence instead of a server that cannot start."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            raise SystemExit(f"Port {port} is taken ({trouble.strerror}). Choose another: PORT={port + 1}") from trouble


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it dies, so that no orphan keeps the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    """A port on the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_page(host: str, port: int, site: str) -> None:
    """Return when the server answers as the site of this host name; whatever it answers, it is up."""
    end = time.monotonic() + WAIT_FOR_PAGE_SECONDS
    here = "127.0.0.1" if host in {"0.0.0.0", "::", "localhost"} else host  # noqa: S104 - where we ask, not listen
    while time.monotonic() < end:
        connection = http.client.HTTPConnection(here, port, timeout=2)
        try:
            connection.request("GET", "/en/", headers={"Host": site})
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit(f"The server did not answer on port {port} within {WAIT_FOR_PAGE_SECONDS} seconds.")


class Household:
    """Several processes as one."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen] = {}
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop_asked)

    def start(self) -> None:
        """Start every process."""
        for name in self.commands:
            self.start_one(name)

    def start_one(self, name: str) -> None:
        self.running[name] = subprocess.Popen(
            self.commands[name], cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent
        )

    def watch(self) -> None:
        """Stay until somebody asks to stop; a process that dies is started again after a second."""
        while True:
            time.sleep(1)
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    print(f"{name} ended with status {process.returncode}; starting it again.", file=sys.stderr)
                    self.start_one(name)

    def stop(self) -> None:
        """Ask every process to end, then end those that do not."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + PATIENCE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    @staticmethod
    def stop_asked(_number: int, _frame: FrameType | None) -> None:
        raise Stopped
