"""Somebody carries the server away: database, journal, queue and logs name none of those who wrote."""

import base64
import re
from urllib.parse import quote_plus

import pytest
from aiosmtpd.controller import Controller

from tests.living_site import living_site, patiently

LETTERS_PER_STATE = 25
PATIENCE_SECONDS = 120
STATES = ("unconfirmed", "due", "accepted", "refused", "withdrawn", "paper waiting", "disowned", "erased")
KEYS_AND_STYLES = {"keys", "static"}
STEMS = {"Zoraqavendil", "Quimblyvorquen", "Townqavaldor", "canaryqavendil", "Sentenceqavorn"}


class Canary:
    """A writer whose name, town, address and sentence begin with words that stand nowhere else."""

    def __init__(self, state: str, number: int) -> None:
        self.state = state
        mark = f"{state.replace(' ', '')}{number}"
        self.name = f"Zoraqavendil{mark} Quimblyvorquen{mark}"
        self.town = f"Townqavaldor{mark}"
        self.address = f"canaryqavendil{mark}@example.org"
        self.sentence = f"Sentenceqavorn{mark} of her own"

    def writes(self, site) -> None:
        country = "DE" if self.state == "paper waiting" else "VE"
        typed = {"name": self.name, "country": country, "own_words": self.sentence, "wants_updates": "1"}
        typed |= {"named_as": "initials", "town": self.town, "reply_to_me": "1"}
        assert site.write_letter(self.address, **typed).status == 303


class Offices:
    """Takes mail, keeps the links of our own notices, and refuses letters that say so."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}

    async def handle_DATA(self, _server, _session, envelope) -> str:
        text = envelope.original_content.decode()
        if envelope.rcpt_tos[0].endswith(".invalid"):
            return "550 we take none of these" if "Sentenceqavornrefused" in text else "250 Taken"
        self.links.setdefault(envelope.rcpt_tos[0], re.search(r"/en/letters/[^/\s]+/", text)[0])
        return "250 Taken"


@pytest.fixture(scope="module")
def seized(tmp_path_factory):
    """A site that 200 people wrote on, stopped in the middle of its work."""
    people = [Canary(state, number) for state in STATES for number in range(LETTERS_PER_STATE)]
    offices = Offices()
    with living_site(tmp_path_factory.mktemp("seized") / "data", run=False) as site:
        mail = Controller(offices, hostname="127.0.0.1", port=site.mail_port)
        mail.start()
        try:
            for process in ("web", "worker"):
                site.start(process)
            site.wait_until_open()
            live_through(site, people, offices)
        finally:
            mail.stop()
        for process in ("web", "worker"):
            site.processes[process].kill()
            site.processes.pop(process).wait()
        yield site


def live_through(site, people, offices):
    """Everybody writes, and each group does what its state is named after."""
    for one in people:
        one.writes(site)
    patiently(lambda: len(offices.links) == len(people), PATIENCE_SECONDS, "not every link arrived")

    def press(noun, *states):
        for one in people:
            if one.state in states:
                assert site.post(offices.links[one.address] + noun).status == 303

    each = LETTERS_PER_STATE
    press("disavowal/", "disowned")
    press("confirmation/", "accepted", "refused", "paper waiting")
    patiently(
        lambda: numbers(site) == {"accepted": 4 * each, "refused": 2 * each},
        PATIENCE_SECONDS,
        "not every letter arrived",
    )
    site.sql("UPDATE appeals_appeal SET hold_minutes = 60")
    press("confirmation/", "due", "withdrawn")
    press("withdrawal/", "withdrawn")
    press("withdrawal/", "erased")


def numbers(site):
    found = site.sql(
        "SELECT state, count(*) FROM letters_delivery WHERE courier = 'email' AND state IN ('accepted', 'refused')"
        " GROUP BY state"
    )
    return dict(found)


def found_in(data, words) -> set[str]:
    """Which of the words stand in any file of the data folder, as typed or as some machine would write them."""
    files = [file for part in data.iterdir() if part.name not in KEYS_AND_STYLES for file in (part, *part.rglob("*"))]
    everything = b"\n".join(file.read_bytes() for file in files if file.is_file()).lower()
    return {word for word in words if any(form.lower() in everything for form in spellings(word))}


def spellings(word):
    """Plain, as a form sends it, in UTF-16, and the three ways base64 can cut it."""
    plain = word.encode()
    shifted = [base64.b64encode(b"\0" * cut + plain)[4 if cut else 0 : -4] for cut in range(3)]
    return [plain, quote_plus(word).encode(), word.encode("utf-16-le"), *shifted]


def test_there_is_something_to_seize(seized):
    assert seized.sql("SELECT count(*) FROM letters_letter") == [(8 * LETTERS_PER_STATE,)]
    assert seized.sql("SELECT count(*) FROM letters_letter WHERE sealed IS NOT NULL") == [(2 * LETTERS_PER_STATE,)]
    assert seized.sql("SELECT count(*) FROM supporters_subscription") == [(5 * LETTERS_PER_STATE,)]
    assert seized.sql("SELECT DISTINCT state FROM letters_delivery ORDER BY 1") == [
        ("accepted",),
        ("due",),
        ("refused",),
        ("waiting",),
        ("withdrawn",),
    ]
    files = {file.name for file in seized.data.iterdir()}
    assert files >= {"picketline.sqlite3", "picketline.sqlite3-wal", "queue.sqlite3", "web.log", "worker.log"}


def test_no_name_address_town_or_sentence_of_200_writers_is_in_it(seized):
    assert found_in(seized.data, STEMS) == set()


def test_one_field_left_plain_would_be_found(seized):
    seized.sql("UPDATE supporters_supporter SET kept = ? WHERE id = 1", Canary("due", 3).name.encode())
    assert found_in(seized.data, STEMS) == {"Zoraqavendil", "Quimblyvorquen"}


@pytest.mark.parametrize("disguise", [quote_plus, lambda word: base64.b64encode(f"x{word} x".encode()).decode()])
def test_a_disguise_would_be_found_too(tmp_path, disguise):
    (tmp_path / "queue.sqlite3").write_text("task " + disguise("canary@example.org, Berlin"))
    assert found_in(tmp_path, ["canary@example.org"]) == {"canary@example.org"}
