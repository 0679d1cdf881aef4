"""Which Picketline this is."""

import tomllib
from importlib import metadata
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"


def current() -> str:
    """The version of the code that runs: from the checkout it lies in, or of the installed package."""
    if SOURCE.exists():
        return str(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version("picketline")
