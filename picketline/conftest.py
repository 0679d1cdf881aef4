"""What the tests of all apps share: the example appeal, Anna who writes, a real mail server that obeys a test."""

import email
import email.policy
import re
from collections import defaultdict
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.core.management.color import no_style
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from config.processes import free_port
from picketline.appeals.models import Appeal
from picketline.authorities.importer import Importer
from picketline.couriers import email as email_courier
from picketline.demo import example as shipped_example
from picketline.gate import shelf as page_shelf
from picketline.gate import throttle
from picketline.letters import actions
from picketline.letters import shelf as letter_shelf
from picketline.letters.composing import suggestion_for
from picketline.letters.models import Letter
from picketline.letters.routes import routes_from
from picketline.mailing import bell
from picketline.sealing import boxes
from picketline.supporters.address import canonical

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
EXAMPLE_FILLS = (
    "authorities_",
    "directory_",
    "network_",
    "supporters_",
    "mailing_",
    "appeals_",
    "letters_",
    "exchange_",
    "numbers_",
)
BOOKKEEPING = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE")


@pytest.fixture(autouse=True)
def nothing_remembered(settings):
    """No page, form, visitor, language or open connection of the test before; styles under their plain names."""
    translation.deactivate()
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
    letter_shelf.kept.clear()
    page_shelf.shelf.clear()
    page_shelf.parameters_of.clear()
    throttle.memory.storage.reset()
    bell.last_rung_for.clear()
    yield
    email_courier.hang_up()


@pytest.fixture(scope="module")
def example_for_a_file(django_db_setup, django_db_blocker):
    """The missions of Kazakhstan and the example appeal, loaded once for a file of tests and gone after it."""
    with django_db_blocker.unblock():
        Importer(sending={"KZ"}).load()
        appeal = shipped_example.load()
        Appeal.objects.filter(pk=appeal.pk).update(hold_minutes=0)
        yield appeal.pk
        tables = [name for name in connection.introspection.table_names() if name.startswith(EXAMPLE_FILLS)]
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, reset_sequences=True))


@pytest.fixture
def mail_is_set_up(settings):
    """A site that sends: as `smtp://` in its settings makes it."""
    settings.MAIL_IS_SET_UP = True
    settings.MAIL_FROM = "letters@committee.example.org"
    settings.REPLY_TO = "office@committee.example.org"


@pytest.fixture
def example(example_for_a_file, db, mail_is_set_up) -> Appeal:
    """The example appeal, open, without a hold: two offices by e-mail, the responsible embassy on paper."""
    return Appeal.objects.with_state().get(pk=example_for_a_file)


class PostRoom:
    """A mail server on this computer. It takes everything, unless a test has told it what to say next.

    An answer is an SMTP reply, or HANG_UP: the connection is cut without a word.
    """

    HANG_UP = "hang up"

    def __init__(self) -> None:
        self.port = 0
        self.forget()

    def forget(self) -> None:
        """No mails, no connections, no dictated answers."""
        self.taken: list[tuple[str, tuple[str, ...], bytes]] = []
        self.sessions: set[int] = set()
        self.at_recipient: dict[str, list[str]] = defaultdict(list)
        self.at_the_end: dict[str, list[str]] = defaultdict(list)

    async def handle_RCPT(self, server, session, envelope, address, _options) -> str:
        self.sessions.add(id(session))
        answer = self.at_recipient[address].pop(0) if self.at_recipient[address] else "250 Good"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.say(server, answer)

    async def handle_DATA(self, server, _session, envelope) -> str:
        office = envelope.rcpt_tos[0]
        answer = self.at_the_end[office].pop(0) if self.at_the_end[office] else "250 Taken"
        if answer.startswith("250") or answer == self.HANG_UP:
            self.taken.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return self.say(server, answer)

    def say(self, server, answer: str) -> str:
        if answer == self.HANG_UP:
            server.transport.abort()
        return answer

    def mails_to(self, address: str) -> list[EmailMessage]:
        """What it took for one address, oldest first."""
        contents = [content.replace(b"\r\n", b"\n") for _sender, to, content in self.taken if to == (address,)]
        return [email.message_from_bytes(content, policy=email.policy.default) for content in contents]


@pytest.fixture(scope="session")
def one_post_room():
    """The server runs for all tests."""
    room = PostRoom()
    room.port = free_port()
    controller = Controller(room, hostname="127.0.0.1", port=room.port, enable_SMTPUTF8=True)
    controller.start()
    yield room
    controller.stop()


@pytest.fixture
def post_room(one_post_room, mail_is_set_up, settings) -> PostRoom:
    """The mail server that the settings name; it remembers nothing of the test before."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", one_post_room.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    one_post_room.forget()
    return one_post_room


class Writer:
    """Somebody who writes letters in one appeal, and opens the links she gets."""

    def __init__(self, appeal: Appeal) -> None:
        self.appeal = appeal

    def draft(self, **typed) -> actions.Draft:
        """What she typed, put together."""
        suggestion = suggestion_for(self.appeal, typed.get("language", "en"))
        usual = {
            "name": "Anna Example",
            "email": "anna@example.org",
            "country": "DE",
            "town": "",
            "named_as": "full",
            "reply_to_me": False,
            "wants_updates": False,
            "page_language": "en",
            "language": suggestion.language,
            "version": suggestion.version,
            "subject": suggestion.subject,
            "body": suggestion.whole,
            "valediction": suggestion.valediction,
        }
        return actions.Draft(**usual | typed)

    def writes(self, **typed) -> Letter | None:
        """She presses the button; returns the letter that her address has in this appeal now."""
        draft = self.draft(**typed)
        actions.write_letter(self.appeal, draft, routes_from(self.appeal, draft.country))
        return self.letter(draft.email)

    def letter(self, address: str = "anna@example.org") -> Letter | None:
        """The letter of one address, read anew."""
        key = Letter.key_for(self.appeal, canonical(address))
        found = Letter.objects.filter(appeal=self.appeal, writer_key=key)
        return found.select_related("supporter", "notice", "appeal").first()

    def token(self, letter: Letter) -> str:
        """The token in the link of her confirmation mail."""
        return boxes.unseal("worker", letter.notice.sealed)["context"]["link"].rstrip("/").rpartition("/")[2]

    def writes_and_confirms(self, **typed) -> Letter:
        """She writes, opens the link, and presses “Yes, send it”."""
        letter = self.writes(**typed)
        assert actions.confirm_letter(letter, self.token(letter))
        return self.letter(typed.get("email", "anna@example.org"))


@pytest.fixture
def anna(example) -> Writer:
    """Anna, who writes in the example appeal."""
    return Writer(example)


@pytest.fixture
def statements():
    """Counts what is said to the database in a block; where transactions begin and end is not counted."""

    class Statements(CaptureQueriesContext):
        @property
        def spoken(self) -> list[str]:
            return [one["sql"] for one in self.captured_queries if not BOOKKEEPING.match(one["sql"])]

    return lambda: Statements(connection)
