"""python -m config.web: the web server. The application is read once, and both processes share what it takes."""

import argparse
import gc
from importlib import import_module

from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

# Its own default of 512 threads would stand in line at SQLite.
THREADS = 32
WAITING = 128
RESPAWN_AFTER_SECONDS = 0.5


def main() -> None:
    """Serve until somebody asks to stop."""
    asked = parsed()
    read_the_application()
    Granian(
        "config.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # proxies speak it; what nobody needs, HTTP/2 and WebSockets, is not understood
        websockets=False,
        workers=2,
        blocking_threads=THREADS,
        backpressure=WAITING,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_AFTER_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def read_the_application() -> None:
    """Import what every request needs, and take it out of the collector's sight, so that it stays shared."""
    import_module("config.wsgi")
    get_resolver().url_patterns  # noqa: B018 - reads every view
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
