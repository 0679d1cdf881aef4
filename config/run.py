"""python -m config.run: Picketline for real use, configured by the environment alone."""

import argparse

from config import processes


def main() -> None:
    """Prepare the data folder, then serve until Ctrl-C."""
    arguments = parsed()
    processes.refuse_taken_port(arguments.host, arguments.port)
    processes.do(processes.manage("prepare"))
    from config import settings

    household = processes.Household(
        {"web": processes.web(arguments.host, arguments.port), "worker": processes.worker()}
    )
    try:
        household.start()
        processes.wait_for_page(arguments.host, arguments.port, settings.HOST_NAME)
        print(f"Picketline is at {settings.SITE_URL} – stop it with Ctrl-C.", flush=True)
        household.watch()
    except processes.Stopped:
        print("Stopping.", flush=True)
    finally:
        household.stop()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    return parser.parse_args()


if __name__ == "__main__":
    main()
