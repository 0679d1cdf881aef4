"""python -m config.demo: the example campaign on this computer. Nothing leaves it: mail goes to its own mailbox."""

import argparse
import os
import secrets
import sys
from pathlib import Path

from config import processes

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def main() -> None:
    """Load the example, then serve until Ctrl-C: web server, worker and mail sink, each a process of its own."""
    arguments = parsed()
    data = Path(arguments.data).resolve()
    processes.refuse_taken_port(arguments.host, arguments.port)
    mail_port = processes.free_port()
    os.environ.update(environment_of(arguments, data, mail_port))
    processes.do(processes.manage("prepare", "--sending", "KZ"))
    processes.do(processes.manage("load_example"))
    sink = [sys.executable, "-m", "picketline.demo.sink", "--port", str(mail_port), "--folder", str(data / "mailbox")]
    household = processes.Household(
        {"mail sink": sink, "web": processes.web(arguments.host, arguments.port), "worker": processes.worker()}
    )
    try:
        household.start()
        processes.wait_for_page(arguments.host, arguments.port, "localhost")
        announce(arguments)
        household.watch()
    except processes.Stopped:
        print("Stopping.", flush=True)
    finally:
        household.stop()


def environment_of(arguments: argparse.Namespace, data: Path, mail_port: int) -> dict[str, str]:
    """A demo reads no setting of a real installation."""
    for name in [name for name in os.environ if name.startswith("PICKETLINE_")]:
        del os.environ[name]
    is_open = arguments.host not in LOOPBACK
    return {
        "PICKETLINE_DEMO": "1",
        "PICKETLINE_DATA": str(data),
        "PICKETLINE_SITE_URL": f"http://localhost:{arguments.port}",
        "PICKETLINE_ALLOWED_HOSTS": "*" if is_open else "127.0.0.1 [::1]",
        "PICKETLINE_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "PICKETLINE_MAIL_FROM": "letters@committee.example.org",
        "PICKETLINE_CONTACT": "office@committee.example.org",
        "PICKETLINE_DEMO_PASSWORD": secrets.token_urlsafe(9) if is_open else "",
    }


def announce(arguments: argparse.Namespace) -> None:
    """Where everything is."""
    site = f"http://localhost:{arguments.port}"
    print(f"\nPicketline demo: {site}\n  mailbox:       {site}/demo/mail/", flush=True)
    if os.environ["PICKETLINE_DEMO_PASSWORD"]:
        print(f"  its password:  {os.environ['PICKETLINE_DEMO_PASSWORD']} (any user name)", flush=True)
    processes.do(processes.manage("demo_link"))
    print("Nothing leaves this computer. Stop it with Ctrl-C.", flush=True)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data", default="data/demo")
    return parser.parse_args()


if __name__ == "__main__":
    main()
