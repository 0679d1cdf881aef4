"""Letters travel over a real mail server: each arrives once, nothing is lost, what was taken back stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.processes import free_port
from picketline.appeals.actions import pause, resume, stop, undo_closure
from picketline.appeals.models import Appeal, Closure
from picketline.couriers.couriers import COURIERS
from picketline.couriers.envelope import Overtaken
from picketline.letters import actions, packing
from picketline.letters.models import Delivery, Letter
from picketline.mailing.actions import send_due_notices
from picketline.mailing.models import Notice
from picketline.network.actions import add_organiser

PROSECUTOR, JUSTICE = "prosecutor.general@kz.invalid", "justice@kz.invalid"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


def by_mail(letter):
    return letter.deliveries.filter(courier="email").order_by("pk")


def states(letter):
    return list(letter.deliveries.order_by("pk").values_list("state", flat=True))


def arrived(post_room):
    return [len(post_room.mails_to(office)) for office in (PROSECUTOR, JUSTICE)]


def make_due(letter):
    """The pause is over."""
    letter.deliveries.filter(state="due").update(due_at=timezone.now() - MINUTE)


def travel(delivery):
    """What the worker does with a delivery that it has claimed."""
    delivery.travel(lambda: packing.envelope_of(delivery), COURIERS[delivery.courier])


def test_a_confirmed_letter_reaches_each_office_once(anna, post_room):
    letter = anna.writes_and_confirms()
    assert actions.deliver_due() == 2
    assert (states(letter), arrived(post_room)) == (["accepted", "accepted", "waiting"], [1, 1])


def test_delivering_again_sends_nothing_again(anna, post_room):
    anna.writes_and_confirms()
    assert [actions.deliver_due() for _again in range(3)] == [2, 0, 0]
    assert arrived(post_room) == [1, 1]


def test_an_unconfirmed_letter_stays(anna, post_room):
    anna.writes()
    assert (actions.deliver_due(), post_room.taken) == (0, [])


def test_a_letter_in_its_hold_stays(anna, post_room):
    Appeal.objects.update(hold_minutes=60)
    anna.writes_and_confirms()
    assert (actions.deliver_due(), post_room.taken) == (0, [])


def test_the_office_reads_salutation_letter_name_and_who_carried_it(anna, post_room):
    letter = anna.writes_and_confirms(body="First.\n\nSecond.")
    actions.deliver_due()
    mail = post_room.mails_to(JUSTICE)[0]
    assert mail.get_content() == (
        "Your Excellency,\n\nFirst.\n\nSecond.\n\nYours respectfully,\nAnna Example, Germany\n\n-- \n"
        "Sent by Solidarity Committee for its writer, who confirmed it. Appeal KZ 1/2011: "
        "http://localhost:8000/en/appeals/oil-workers-and-their-lawyer/\n"
        "Offices that prefer one bundle to single letters, or that have a complaint, write to "
        "office@committee.example.org\n"
    )
    assert mail["Message-ID"] == f"<{by_mail(letter).last().message_key}@committee.example.org>"


@pytest.mark.parametrize(("ticked", "reply_to"), [(False, "office@committee.example.org"), (True, "anna@example.org")])
def test_the_office_may_answer_her_only_if_she_ticked_it(anna, post_room, ticked, reply_to):
    anna.writes_and_confirms(reply_to_me=ticked)
    actions.deliver_due()
    assert [mail["Reply-To"] for mail in post_room.mails_to(JUSTICE)] == [reply_to]


@pytest.mark.parametrize(
    ("of_the_appeal", "ticked", "reply_to"),
    [
        ("", False, "office@committee.example.org"),
        ("answers@branch.example.org", False, "answers@branch.example.org"),
        ("answers@branch.example.org", True, "anna@example.org"),
        ("", True, "anna@example.org"),
    ],
)
def test_the_page_says_where_the_answer_goes_that_the_mail_asks_for(
    anna, client, post_room, of_the_appeal, ticked, reply_to
):
    Appeal.objects.update(reply_to=of_the_appeal)
    letter = anna.writes(reply_to_me=ticked)
    token = anna.token(letter)
    page = client.get(f"/en/letters/{token}/").content.decode()
    told = [
        ours for ours in ("office@committee.example.org", "answers@branch.example.org") if f"come to {ours}." in page
    ]
    assert told == ([] if ticked else [reply_to])
    client.post(f"/en/letters/{token}/confirmation/")
    actions.deliver_due()
    mail = post_room.mails_to(JUSTICE)[0]
    assert mail["Reply-To"] == reply_to
    assert (of_the_appeal or "office@committee.example.org") in mail.get_content()


def test_an_office_that_says_later_is_asked_again_later(anna, post_room):
    post_room.at_recipient[JUSTICE] = ["450 greylisted"]
    letter = anna.writes_and_confirms()
    before = timezone.now()
    assert actions.deliver_due() == 2
    waits = by_mail(letter).last()
    assert (waits.state, waits.attempts, waits.words) == ("due", 1, "450 greylisted")
    assert before + 1.6 * MINUTE < waits.due_at < timezone.now() + 2.4 * MINUTE
    assert (actions.deliver_due(), arrived(post_room)) == (0, [1, 0])
    make_due(letter)
    assert (actions.deliver_due(), arrived(post_room)) == (1, [1, 1])
    assert by_mail(letter).last().attempts == 2


def test_a_later_after_the_text_is_a_later_too_and_the_second_copy_has_the_same_id(anna, post_room):
    post_room.at_the_end[JUSTICE] = ["451 try later"]
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    waits = by_mail(letter).last()
    assert (waits.state, waits.handed_in_at, waits.lease_until) == ("due", None, None)
    make_due(letter)
    actions.deliver_due()
    assert (states(letter), arrived(post_room)) == (["accepted", "accepted", "waiting"], [1, 1])


def test_an_office_that_never_answers_is_given_up_after_five_days(anna, post_room):
    post_room.at_recipient[JUSTICE] = ["450 later"]
    letter = anna.writes_and_confirms()
    letter.deliveries.filter(state="due").update(first_due_at=timezone.now() - timedelta(days=5, minutes=1))
    actions.deliver_due()
    assert states(letter) == ["accepted", "expired", "waiting"]


@pytest.mark.parametrize("moment", ["at_recipient", "at_the_end"])
def test_an_office_that_says_no_is_not_asked_again(anna, post_room, moment):
    getattr(post_room, moment)[JUSTICE] = ["550 nobody here"]
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    no = by_mail(letter).last()
    assert (no.state, no.words, no.attempts) == ("refused", "550 nobody here", 1)
    assert no.ended_at is not None
    assert (actions.deliver_due(), arrived(post_room)) == (0, [1, 0])


def not_delivered():
    return Notice.objects.filter(template="letters/email/not_delivered.txt").count()


def test_when_every_office_refuses_anna_gets_exactly_one_mail_about_it(anna, post_room):
    post_room.at_recipient[PROSECUTOR] = post_room.at_recipient[JUSTICE] = ["550 no", "550 no"]
    letter = anna.writes_and_confirms(country="VE")
    actions.deliver_due()
    actions.deliver_due()
    actions.look_after(anna.letter())
    assert (states(letter), not_delivered()) == (["refused", "refused"], 1)


def test_that_mail_says_it_plainly_and_leads_to_her_letter(anna, post_room):
    post_room.at_recipient[PROSECUTOR] = post_room.at_recipient[JUSTICE] = ["550 no", "550 no"]
    anna.writes_and_confirms(country="VE")
    actions.deliver_due()
    send_due_notices()
    mail = post_room.mails_to("anna@example.org")[-1]
    assert mail["Subject"] == "Your letter could not be delivered"
    assert mail.get_content().splitlines()[0] == post_room.mails_to("anna@example.org")[0].get_content().splitlines()[0]


def test_when_one_office_takes_it_she_gets_no_such_mail(anna, post_room):
    post_room.at_recipient[JUSTICE] = ["550 no"]
    anna.writes_and_confirms(country="VE")
    actions.deliver_due()
    assert not_delivered() == 0


def test_a_letter_that_only_paper_can_still_carry_tells_her_that_no_office_took_it_by_mail(anna, post_room):
    post_room.at_recipient[PROSECUTOR] = post_room.at_recipient[JUSTICE] = ["550 no", "550 no"]
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    assert (states(letter), not_delivered()) == (["refused", "refused", "waiting"], 1)


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_connection_that_breaks_before_the_text_is_tried_again_and_arrives_once(anna, post_room, attempts):
    post_room.at_recipient[JUSTICE] = [post_room.HANG_UP] * attempts
    letter = anna.writes_and_confirms()
    for _attempt in range(attempts):
        actions.deliver_due()
        assert (by_mail(letter).last().state, by_mail(letter).last().handed_in_at) == ("due", None)
        make_due(letter)
    actions.deliver_due()
    assert (states(letter), arrived(post_room)) == (["accepted", "accepted", "waiting"], [1, 1])


def test_no_mail_server_at_all_is_tried_again_later(anna, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    assert (states(letter), by_mail(letter).last().attempts) == (["due", "due", "waiting"], 1)


def test_a_connection_that_breaks_after_the_final_dot_is_uncertain_and_never_sent_again(anna, post_room):
    post_room.at_the_end[JUSTICE] = [post_room.HANG_UP]
    letter = anna.writes_and_confirms()
    actions.deliver_due()
    assert (states(letter), arrived(post_room)) == (["accepted", "uncertain", "waiting"], [1, 1])
    make_due(letter)
    assert (actions.deliver_due(), arrived(post_room)) == (0, [1, 1])


def left_by_a_dead_worker(letter, *, handed_in, lapsed=True):
    now = timezone.now()
    lease = now - MINUTE if lapsed else now + MINUTE
    handed_in_at = now - 2 * MINUTE if handed_in else None
    by_mail(letter).update(state="travelling", due_at=None, lease_until=lease, handed_in_at=handed_in_at)


def test_what_a_dead_worker_had_not_handed_in_is_sent(anna, post_room):
    letter = anna.writes_and_confirms()
    left_by_a_dead_worker(letter, handed_in=False)
    Delivery.objects.recover()
    actions.deliver_due()
    assert (states(letter), arrived(post_room)) == (["accepted", "accepted", "waiting"], [1, 1])


def test_what_a_dead_worker_had_handed_in_is_uncertain_and_not_sent(anna, post_room):
    letter = anna.writes_and_confirms()
    left_by_a_dead_worker(letter, handed_in=True)
    Delivery.objects.recover()
    assert actions.deliver_due() == 0
    assert (states(letter), arrived(post_room)) == (["uncertain", "uncertain", "waiting"], [0, 0])


def test_what_a_living_worker_holds_is_left_alone(anna, post_room):
    letter = anna.writes_and_confirms()
    left_by_a_dead_worker(letter, handed_in=False, lapsed=False)
    assert (actions.deliver_due(), states(letter)) == (0, ["travelling", "travelling", "waiting"])


def test_a_worker_that_wakes_up_after_its_lease_sends_nothing(anna, post_room):
    letter = anna.writes_and_confirms()
    asleep = by_mail(letter).first()
    assert asleep.claim()
    Delivery.objects.filter(pk=asleep.pk).update(lease_until=timezone.now() - MINUTE)
    actions.deliver_due()
    travel(asleep)
    assert (states(letter), arrived(post_room)) == (["accepted", "accepted", "waiting"], [1, 1])


def test_two_workers_cannot_claim_the_same_delivery(anna):
    letter = anna.writes_and_confirms()
    first, second = by_mail(letter).first(), by_mail(letter).first()
    assert [first.claim(), second.claim()] == [True, False]


def test_the_letters_of_a_paused_appeal_wait_and_go_when_it_goes_on(anna, bilal, post_room):
    letter = anna.writes_and_confirms()
    pause(anna.appeal, actor=bilal)
    assert (actions.deliver_due(), states(letter)) == (0, ["due", "due", "waiting"])
    resume(anna.appeal, actor=bilal)
    assert (actions.deliver_due(), arrived(post_room)) == (2, [1, 1])


def test_a_letter_can_be_confirmed_while_the_appeal_is_paused(anna, bilal, post_room):
    letter = anna.writes()
    pause(anna.appeal, actor=bilal)
    assert actions.confirm_letter(letter, anna.token(letter)) is True
    assert actions.deliver_due() == 0


def test_a_letter_confirmed_in_time_goes_out_after_the_deadline(anna, post_room):
    anna.writes_and_confirms()
    Appeal.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert (actions.deliver_due(), arrived(post_room)) == (2, [1, 1])


def test_a_stop_holds_every_letter_and_its_undo_lets_them_go(anna, bilal, post_room):
    anna.writes_and_confirms()
    stop(anna.appeal, actor=bilal)
    assert (actions.deliver_due(), arrived(post_room)) == (0, [0, 0])
    undo_closure(anna.appeal, actor=bilal)
    assert (actions.deliver_due(), arrived(post_room)) == (2, [1, 1])


def test_a_letter_withdrawn_before_it_was_claimed_cannot_be_claimed(anna):
    letter = anna.writes_and_confirms()
    delivery = by_mail(letter).first()
    actions.withdraw_letter(letter)
    assert delivery.claim() is False


def test_a_letter_that_was_disowned_after_it_was_claimed_does_not_leave(anna, post_room):
    letter = anna.writes_and_confirms()
    delivery = by_mail(letter).first()
    delivery.claim()
    actions.disown_letter(letter, anna.token(letter))
    with pytest.raises(Overtaken):
        delivery.mark_handed_in()
    travel(delivery)
    assert arrived(post_room) == [0, 0]


@pytest.mark.parametrize("what_happens", ["pause", "stop"])
def test_a_claimed_letter_of_an_appeal_that_rests_is_kept_at_the_door(anna, bilal, post_room, what_happens):
    letter = anna.writes_and_confirms()
    delivery = Delivery.objects.select_related("letter__supporter", "letter__appeal").filter(letter=letter).first()
    delivery.claim()
    {"pause": pause, "stop": stop}[what_happens](anna.appeal, actor=bilal)
    travel(delivery)
    assert (states(letter)[0], arrived(post_room)) == ("due", [0, 0])


def test_a_letter_withdrawn_while_one_mail_is_claimed_does_not_leave_by_that_mail(anna, post_room):
    letter = anna.writes_and_confirms()
    delivery = Delivery.objects.select_related("letter__supporter", "letter__appeal").filter(letter=letter).first()
    delivery.claim()
    assert actions.withdraw_letter(letter) is True
    travel(delivery)
    assert arrived(post_room) == [0, 0]


def test_one_letter_that_cannot_be_packed_holds_nobody_else_up(anna, post_room):
    broken = anna.writes_and_confirms(email="broken@example.org")
    Letter.objects.filter(pk=broken.pk).update(sealed=b"not a box" * 9)
    whole = anna.writes_and_confirms()
    assert actions.deliver_due() == 4
    assert (states(broken), states(whole)) == (["due", "due", "waiting"], ["accepted", "accepted", "waiting"])
    assert by_mail(broken).first().words == "could not be packed: CryptoError"


def test_words_and_person_are_erased_when_nothing_is_left_to_travel(anna, post_room):
    anna.writes_and_confirms(country="VE")
    actions.deliver_due()
    letter = Letter.objects.select_related("supporter").get()
    boxes = (letter.sealed, letter.locked, letter.supporter.sealed, letter.supporter.locked)
    assert boxes == (None, None, None, None)
    assert letter.ended_at is not None


def test_while_paper_waits_she_can_read_her_letter_and_the_worker_cannot(anna, post_room):
    anna.writes_and_confirms()
    actions.deliver_due()
    letter = Letter.objects.select_related("supporter").get()
    boxes = [bool(box) for box in (letter.sealed, letter.locked, letter.supporter.sealed, letter.supporter.locked)]
    assert (boxes, letter.ended_at) == ([False, True, False, True], None)


def test_the_database_refuses_a_delivery_on_paper_that_travels(anna):
    assert Closure.objects.count() == 0
    letter = anna.writes_and_confirms()
    with pytest.raises(Exception, match="paper_never_travels_by_itself"):
        letter.deliveries.filter(courier="paper").update(state="due")
