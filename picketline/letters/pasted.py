"""A letter that somebody has written already, taken apart: what every office gets in its own form is taken off.

Nothing is dropped: all words of the pasted text are in one of the parts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

LONGEST_SALUTATION = 100
LONGEST_VALEDICTION = 80
MOST_LINES_ABOVE = 16
MOST_LINES_BELOW = 8
SUBJECT = re.compile(
    r"\s*(?:subject|re|betreff|betr\.?|betrifft|objet|asunto|assunto|oggetto|onderwerp|temat|тема|konu|موضوع|الموضوع)"
    r"\s*[:：]\s*(?P<words>\S.*)",
    re.IGNORECASE,
)
GREETS = re.compile(
    r"(?:your (?:excellenc|honou?r|eminence|majest)|dear |to whom|sir|madam|excellenc|sehr geehrte|exzellenz"
    r"|hochverehrte|liebe|madame|monsieur|cher |chère |estimad|señor|excelent|excm|prezad|gentil|egregi|illustr|geachte"
    r"|szanown|vážen|уважаем|господин|шановн|құрметті|sayın|saygıdeğer|stimat)",
    re.IGNORECASE,
)
ENDS_A_GREETING = (",", ":", "!", "،", "，", "：", ";")
TAKES_LEAVE = re.compile(
    r"(?:yours|sincerely|respectfully|faithfully|kind regards|best regards|with regards|with respect|in solidarity"
    r"|with solidarity|hochachtungsvoll|mit \w+ (?:grüßen|grüssen|gruß|hochachtung)|mit solidarisch|\w+ grüße\b"
    r"|cordialement|respectueusement|salutations|atentamente|respetuosamente|saludos|cordialmente|atenciosamente"
    r"|respeitosamente|distinti saluti|cordiali saluti|hoogachtend|met vriendelijke|z poważaniem|s pozdravem"
    r"|с уважением|з повагою|құрметпен|saygılarım|saygılar|cu respect)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pasted:
    """The parts of a letter; all but the body may be empty."""

    above: str
    subject_line: str
    salutation: str
    body: str
    valediction: str
    below: str

    @property
    def subject(self) -> str:
        """The subject without the word before it."""
        found = SUBJECT.fullmatch(self.subject_line)
        return found["words"].strip() if found else ""


def taken_apart(text: str, *, salutations: Collection[str] = (), valedictions: Collection[str] = ()) -> Pasted:
    """`salutations` and `valedictions` are those that the directory knows in the letter's language."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    greets = {folded(one) for one in salutations}
    leaves = {folded(one) for one in valedictions}
    first = next((here for here, line in enumerate(lines[:MOST_LINES_ABOVE]) if is_salutation(line, greets)), None)
    head, salutation, rest = ([], "", lines) if first is None else (lines[:first], lines[first], lines[first + 1 :])
    if first is None and rest and SUBJECT.fullmatch(rest[0]):
        head, rest = rest[:1], rest[1:]
    subject = next((line for line in head if SUBJECT.fullmatch(line)), "")
    above = [line for line in head if line is not subject]
    last = last_words(rest, leaves)
    body, valediction, below = (rest, "", []) if last is None else (rest[:last], rest[last], rest[last + 1 :])
    return Pasted(block(above), subject.strip(), salutation.strip(), block(body), valediction.strip(), block(below))


def block(lines: list[str]) -> str:
    return "\n".join(lines).strip()


def folded(line: str) -> str:
    """To compare two forms of greeting: without case and without the mark at the end."""
    return " ".join(line.casefold().split()).rstrip(",:;!.،，：")


def is_salutation(line: str, known: Collection[str]) -> bool:
    """A short line that the directory knows, or that begins and ends as greetings do."""
    words = line.strip()
    if not words or len(words) > LONGEST_SALUTATION:
        return False
    return folded(words) in known or bool(GREETS.match(words) and words.endswith(ENDS_A_GREETING))


def last_words(lines: list[str], known: Collection[str]) -> int | None:
    """Where the words above the signature stand: near the end, with nothing but short lines below."""
    for here in range(len(lines) - 1, max(len(lines) - MOST_LINES_BELOW - 2, -1), -1):
        if len(lines[here]) > LONGEST_VALEDICTION:
            return None
        words = lines[here].strip()
        if words and here and (folded(words) in known or TAKES_LEAVE.match(words)):
            return here
    return None
