"""What is written down about the work of the site."""

import logging
import re

TOKEN = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")


class Discreet(logging.Formatter):
    """Lines, and what went wrong, without the tokens that open letters and the desk."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("…", super().format(record))
