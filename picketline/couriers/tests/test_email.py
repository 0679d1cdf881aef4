"""The e-mail courier before a real mail server: what it hands in, what it says, and that nothing can be slipped in."""

import time

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from config.processes import free_port
from picketline.couriers import email
from picketline.couriers.couriers import COURIERS
from picketline.couriers.envelope import Refused, Uncertain
from picketline.supporters.address import NotAnAddress, cleaned

DEPUTY = "deputy@embassy.invalid"
CONTROL = ["Cc", "Cs", "Zl", "Zp"]
WORDS = st.text(st.characters(exclude_categories=CONTROL, exclude_characters="\ufffe\uffff"), min_size=1, max_size=120)
ON_LOOPBACK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
def carry(post_room, envelope):
    """Carry one envelope; returns the courier's words and the mail that the server took."""

    def carried(at_the_door=lambda: None, **values):
        words = email.carry(envelope(**values), at_the_door=at_the_door)
        return words, post_room.mails_to(values.get("to", DEPUTY))[-1]

    return carried


def test_the_courier_by_email_is_the_only_one():
    assert {"email": email.carry} == COURIERS


def test_the_mail_says_from_whom_to_whom_about_what_and_where_answers_go(carry):
    words, mail = carry(reply_to="office@committee.example.org", headers={"Auto-Submitted": "auto-generated"})
    date = mail["Date"]
    assert words == "Taken"
    assert {name: value for name, value in mail.items() if name != "Content-Language"} == {
        "From": "Solidarity Committee <letters@committee.example.org>",
        "To": DEPUTY,
        "Subject": "Natalia Sokolova",
        "Date": date,
        "Message-ID": "<1@committee.example.org>",
        "Reply-To": "office@committee.example.org",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    assert mail.get_content() == "Your Excellency,\n\nrelease her.\n"
    assert abs(date.datetime.timestamp() - time.time()) < 60


def test_the_mail_says_in_which_language_it_is(carry):
    assert carry(language="de")[1]["Content-Language"] == "de"


def test_one_mail_has_one_recipient_and_names_no_other(carry, post_room):
    carry()
    carry(to="minister@kz.invalid")
    assert [(sender, to) for sender, to, _content in post_room.taken] == [
        ("letters@committee.example.org", (DEPUTY,)),
        ("letters@committee.example.org", ("minister@kz.invalid",)),
    ]


@ON_LOOPBACK
@given(subject=WORDS, name=WORDS)
def test_every_subject_and_name_arrives_as_it_was_written(carry, subject, name):
    assume(" ".join(subject.split()) == subject and " ".join(name.split()) == name)
    _words, mail = carry(subject=subject, sender_name=name)
    assert mail["Subject"] == subject
    assert mail["From"].addresses[0].display_name == name
    assert mail["From"].addresses[0].addr_spec == "letters@committee.example.org"


@ON_LOOPBACK
@given(body=st.text(st.characters(exclude_categories=CONTROL), max_size=2000), dots=st.integers(0, 3))
def test_every_text_arrives_as_it_was_written(carry, body, dots):
    text = f"{body}\n{'.' * dots}\n{body}\n"
    assert carry(body=text)[1].get_content() == text


@pytest.mark.parametrize("field", ["subject", "sender_name", "reply_to", "to", "message_id", "language"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_no_field_can_bring_a_header_or_a_recipient_of_its_own(carry, post_room, field, ending):
    try:
        carry(**{field: f"x@example.org{ending}Bcc: chen@example.org{ending}{ending}Other text"})
    except Exception:
        assert post_room.taken == []
    else:
        _sender, to, content = post_room.taken[0]
        assert to == (DEPUTY,)
        head = content.partition(b"\r\n\r\n")[0]
        assert [line for line in head.splitlines() if line.lower().startswith(b"bcc")] == []


LOCAL = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0189.!#$%&'*+/=?^_`{|}~-", min_size=1, max_size=64)
LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?", fullmatch=True)


@st.composite
def addresses(draw):
    """Addresses that a form accepts."""
    try:
        return cleaned(f"{draw(LOCAL)}@{'.'.join(draw(st.lists(LABEL, min_size=2, max_size=3)))}")
    except NotAnAddress:
        assume(False)


@ON_LOOPBACK
@given(address=addresses())
@example(address=f"{'a' * 64}@{'b' * 63}.{'c' * 63}.example.org")
def test_every_address_that_a_form_accepts_can_be_written_to_and_answered(carry, address):
    _words, mail = carry(to=address, reply_to=address)
    assert [mail["To"].addresses[0].addr_spec, mail["Reply-To"].addresses[0].addr_spec] == [address, address]


def test_two_mails_go_over_one_connection(carry, post_room):
    carry()
    carry()
    assert (len(post_room.taken), len(post_room.sessions)) == (2, 1)


def test_a_connection_that_was_idle_for_20_seconds_is_not_trusted(carry, post_room):
    carry()
    email.kept.used_at -= 21
    carry()
    assert (len(post_room.taken), len(post_room.sessions)) == (2, 2)


def test_after_a_refusal_the_same_connection_serves_the_next_mail(carry, post_room):
    post_room.at_recipient[DEPUTY] = ["550 nobody"]
    with pytest.raises(Refused):
        carry()
    carry()
    assert (len(post_room.taken), len(post_room.sessions)) == (1, 1)


@pytest.mark.parametrize("answer", ["421 closing", "450 greylisted", "451 later", "452 full"])
@pytest.mark.parametrize("moment", ["at_recipient", "at_the_end"])
def test_a_4xx_is_a_no_for_now(carry, post_room, moment, answer):
    getattr(post_room, moment)[DEPUTY] = [answer]
    with pytest.raises(Refused) as no:
        carry()
    assert (no.value.words, no.value.permanently) == (answer, False)


@pytest.mark.parametrize("answer", ["550 nobody here", "552 too large", "554 no"])
@pytest.mark.parametrize("moment", ["at_recipient", "at_the_end"])
def test_a_5xx_is_a_no_for_good(carry, post_room, moment, answer):
    getattr(post_room, moment)[DEPUTY] = [answer]
    with pytest.raises(Refused) as no:
        carry()
    assert (no.value.words, no.value.permanently) == (answer, True)


def test_a_connection_cut_before_the_text_is_a_no_for_now(carry, post_room):
    post_room.at_recipient[DEPUTY] = [post_room.HANG_UP]
    with pytest.raises(Refused) as no:
        carry()
    assert no.value.permanently is False


def test_a_connection_cut_after_the_text_is_uncertain(carry, post_room):
    post_room.at_the_end[DEPUTY] = [post_room.HANG_UP]
    with pytest.raises(Uncertain):
        carry()
    assert carry()[0] == "Taken"


def test_no_mail_server_is_a_no_for_now(carry, settings):
    settings.EMAIL_PORT = free_port()
    with pytest.raises(Refused) as no:
        carry()
    assert no.value.permanently is False


def test_the_door_is_passed_once_after_the_recipient_and_before_the_text(carry, post_room):
    seen = []
    carry(at_the_door=lambda: seen.append(len(post_room.taken)))
    assert seen == [0]


def test_a_mail_stopped_at_the_door_is_not_sent_and_the_connection_lives(carry, post_room):
    with pytest.raises(ZeroDivisionError):
        carry(at_the_door=lambda: 1 / 0)
    carry()
    assert (len(post_room.taken), len(post_room.sessions)) == (1, 1)


def test_a_refused_recipient_is_not_led_to_the_door(carry, post_room):
    post_room.at_recipient[DEPUTY] = ["550 nobody"]
    with pytest.raises(Refused):
        carry(at_the_door=lambda: pytest.fail("the door was opened"))


def test_what_a_server_says_is_cut_to_500_characters(carry, post_room):
    post_room.at_recipient[DEPUTY] = ["550 " + "no " * 160]
    with pytest.raises(Refused) as no:
        carry()
    assert len(no.value.words) <= 500


def test_a_mail_of_the_demo_says_so(carry, settings):
    settings.DEMO = True
    assert carry()[1].get_content() == (
        "Your Excellency,\n\nrelease her.\n\nDEMO: this mail stays on the computer that runs the demo.\n"
    )


@pytest.mark.parametrize("to", ["not an address", "a@b@c", ""])
def test_an_envelope_that_cannot_be_written_as_a_mail_is_refused_for_good(carry, to):
    with pytest.raises(Refused) as no:
        carry(to=to)
    assert no.value.permanently is True
