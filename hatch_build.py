"""While a wheel is built: the translations become the .mo files that Django reads."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Compiles every django.po beside itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        for source in Path(self.root, "picketline", "locale").glob("*/LC_MESSAGES/django.po"):
            with source.open("rb") as texts, source.with_suffix(".mo").open("wb") as out:
                write_mo(out, read_po(texts, locale=source.parent.parent.name))
