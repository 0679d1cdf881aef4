"""What people told us: the way to the page from where they act, and what Bilal sees of it at the desk."""

import re
from datetime import timedelta

import pytest
import time_machine

from picketline.accounts.actions import add_user
from picketline.appeals.models import Appeal
from picketline.audit.models import Entry
from picketline.authorities.models import ContactPoint
from picketline.letters.actions import telling
from picketline.letters.models import Act
from picketline.network.actions import add_organiser
from picketline.network.models import Section
from picketline.pages.kit import kit_of

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
DESK = "/en/desk/appeals/oil-workers-and-their-lawyer/"
NOUNS = ("acts/release/", "acts/dismissal/", "acts/decision/undo/")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def links_on(answer) -> list[str]:
    return re.findall(r'href="[^"]*/acts/\?did=(\w+)"', answer.content.decode())


# From where people act


def test_the_page_of_own_mail_asks_whether_it_was_sent(example, client):
    assert links_on(client.get(APPEAL + "own-mail/")) == ["sent_myself"]


def test_the_sheet_asks_whether_it_was_posted_and_does_not_print_that(example, client):
    embassy = kit_of(example, "en", "DE").offices[2]
    page = client.get(APPEAL + "paper/", {"office": embassy.key})
    assert links_on(page) == ["posted"]
    assert re.search(r'<section class="screen-only">\s*<h2>Done\? Tell us</h2>', page.content.decode())


def test_the_kit_asks_about_the_phone_only_where_an_office_has_one(example, client):
    assert links_on(client.get(APPEAL + "kit/?country=DE")) == ["posted", "sent_myself"]
    office = kit_of(example, "en", "VE").offices[0].authority
    ContactPoint.objects.create(authority=office, kind="phone", value="+7 7172 000000", source="a test")
    assert links_on(client.get(APPEAL + "kit/?country=VE")) == ["posted", "sent_myself", "phoned"]


def test_the_plain_text_of_the_kit_says_where_to_tell(example, client):
    line = "Posted, sent, phoned? Tell us: http://localhost:8000/en/appeals/oil-workers-and-their-lawyer/acts/"
    assert client.get(APPEAL + "kit.txt").content.decode().count(line) == 1


@pytest.mark.parametrize("page", ["kit/", "kit.txt", "own-mail/"])
def test_nobody_inside_is_asked(example, client, page):
    assert "/acts/" in client.get(APPEAL + page).content.decode()
    assert "/acts/" not in client.get(APPEAL + page + "?country=KZ").content.decode()


@pytest.mark.parametrize("page", ["kit/", "kit.txt"])
def test_nobody_is_asked_when_the_appeal_is_stopped(now_it_is, client, page):
    now_it_is("stopped")
    assert "/acts/" not in client.get(APPEAL + page).content.decode()


def test_the_page_of_a_letter_asks_about_the_one_on_paper_and_names_nothing_of_the_link(anna, client):
    token = anna.token(anna.writes_and_confirms())
    page = client.get(f"/en/letters/{token}/")
    assert links_on(page) == ["posted"]
    assert f'href="{APPEAL}acts/?did=posted"' in page.content.decode()


def test_telling_that_it_was_posted_settles_no_delivery(anna, client):
    letter = anna.writes_and_confirms()
    before = list(letter.deliveries.values())
    telling.tell(anna.appeal, kind="posted", country="DE", key="one")
    assert list(letter.deliveries.values()) == before


# At the desk


@pytest.fixture(autouse=True)
def as_in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal):
    """His browser, signed in."""
    client.force_login(bilal)
    return client


@pytest.fixture
def clock(db):
    with time_machine.travel("2026-03-01 14:00Z", tick=False) as now:
        yield now


@pytest.fixture
def a_burst(example, clock):
    """41 people tell us within seven minutes, three hours before Bilal looks."""
    for number in range(41):
        telling.tell(example, kind="posted", country="DE", key=f"burst {number}")
        clock.shift(timedelta(seconds=10))
    clock.shift(3 * HOUR)


@pytest.fixture
def press(desk):
    """Bilal presses a button of the section, with what the page has put behind it."""

    def pressed(noun):
        page = desk.get(DESK).content.decode()
        form = re.search(rf'<form method="post" action="{DESK}{noun}">(.*?)</form>', page, re.DOTALL)[1]
        return desk.post(DESK + noun, dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)))

    return pressed


def test_a_new_appeal_says_that_nobody_has_told_us_anything(desk, example):
    assert "Told us" in words(desk.get(DESK))
    assert "Nobody has told us anything yet." in words(desk.get(DESK))


def test_bilal_sees_how_many_of_each_kind_are_shown_and_how_many_wait(desk, example, clock):
    for number, kind in enumerate(["posted", "posted", "phoned"]):
        telling.tell(example, kind=kind, country="DE", key=f"old {number}")
    clock.shift(2 * HOUR)
    telling.tell(example, kind="sent_myself", country="DE", key="new")
    shown = words(desk.get(DESK))
    assert "posted a letter 2 sent an e-mail of their own 0 phoned 1 less than an hour old 1" in shown


def test_a_burst_waits_for_him_and_is_in_no_number(desk, a_burst):
    shown = words(desk.get(DESK))
    assert "posted a letter 0 sent an e-mail of their own 0 phoned 0 less than an hour old 0" in shown
    assert "41 acts on 1 March 2026, between 14:00 and 14:06 (UTC) : they wait for you" in shown.replace("):", ") :")
    assert "letters confirmed 0 not confirmed yet 0 e-mails accepted 0 e-mails not sent yet 0 on paper 0" in shown


def test_a_burst_over_midnight_names_both_days(desk, example, clock):
    clock.shift(10 * HOUR - 3 * MINUTE)
    for number in range(41):
        telling.tell(example, kind="posted", country="DE", key=f"night {number}")
        clock.shift(timedelta(seconds=10))
    assert "41 acts between 1 March 2026, 23:57 and 2 March 2026, 00:03 (UTC)" in re.sub(
        r" (a\.m\.|p\.m\.)", "", words(desk.get(DESK))
    )


@pytest.mark.parametrize(
    ("noun", "number", "said"), [("acts/release/", 41, "counted Undo"), ("acts/dismissal/", 0, "left out Undo")]
)
def test_he_counts_them_or_leaves_them_out_and_can_undo_it(desk, press, a_burst, noun, number, said):
    answer = press(noun)
    assert (answer.status_code, answer["Location"]) == (303, DESK + "#acts")
    shown = words(desk.get(DESK))
    assert f"posted a letter {number} sent" in shown
    assert f"(UTC): {said}" in shown
    press("acts/decision/undo/")
    assert "they wait for you" in words(desk.get(DESK))
    assert Act.objects.quarantined().count() == 41


def test_each_press_is_in_the_record_once(press, a_burst, bilal):
    before = Entry.objects.count()
    press("acts/release/")
    press("acts/decision/undo/")
    press("acts/dismissal/")
    acts = list(Entry.objects.order_by("pk").values_list("act", "actor"))[before:]
    assert acts == [
        ("count acts", str(bilal.pk)),
        ("undo decision on acts", str(bilal.pk)),
        ("leave out acts", str(bilal.pk)),
    ]


def test_the_section_costs_no_more_with_many_acts_than_with_one(desk, example, a_burst, statements):
    with statements() as many:
        desk.get(DESK)
    Act.objects.all().delete()
    telling.tell(example, kind="posted", country="DE", key="one")
    with statements() as one:
        desk.get(DESK)
    assert len(many.spoken) == len(one.spoken)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("typed", ["", "yesterday", "2026-13-45T00:00:00+00:00", "2026-03-01T14:00:00", "\x00"])
def test_a_button_that_is_none_of_ours_is_404(desk, a_burst, noun, typed):
    before = list(Act.objects.values())
    answer = desk.post(DESK + noun, {"quarantined_at": typed, "until": typed, "decided_at": typed})
    assert (answer.status_code, list(Act.objects.values())) == (404, before)


def test_a_burst_that_is_no_more_there_leads_back_and_changes_nothing(desk, a_burst):
    moment = "2026-02-01T14:00:00+00:00"
    for noun in NOUNS:
        answer = desk.post(DESK + noun, {"quarantined_at": moment, "until": moment, "decided_at": moment})
        assert answer.status_code == 303
    assert Act.objects.quarantined().count() == 41


def test_a_burst_of_another_section_does_not_exist_for_him(desk, a_burst):
    burst = Act.objects.bursts()[0]
    typed = {name: burst.quarantined_at.isoformat() for name in ("quarantined_at", "decided_at")}
    Appeal.objects.update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    for noun in NOUNS:
        assert desk.post(DESK + noun, typed | {"until": burst.last.isoformat()}).status_code == 404
    assert Act.objects.quarantined().count() == 41


@pytest.mark.parametrize("noun", NOUNS)
def test_an_editor_of_another_section_decides_about_none_of_his_acts(desk, bilal, a_burst, example, noun):
    """The burst is named in the form; the appeal in the address is what counts."""
    burst = Act.objects.bursts()[0]
    until, decided_at = burst.last, burst.quarantined_at
    if noun == "acts/decision/undo/":
        telling.dismiss(example, quarantined_at=burst.quarantined_at, until=until, actor=bilal)
        decided_at = Act.objects.bursts()[0].decided_at
    before = list(Act.objects.values())
    Appeal.objects.create(
        reference="KZ 2/2011", slug="mine", language="en", published_at=burst.first, section=example.section,
        state_concerned=example.state_concerned, headline=copy_of(example.headline), call=copy_of(example.call),
    )  # fmt: skip
    Appeal.objects.filter(pk=example.pk).update(section=Section.objects.create(code="elsewhere", name="Elsewhere"))
    moments = {"quarantined_at": burst.quarantined_at, "until": until, "decided_at": decided_at}
    typed = {name: moment.isoformat() for name, moment in moments.items()}
    assert desk.post(f"/en/desk/appeals/mine/{noun}", typed).status_code == 303
    assert list(Act.objects.values()) == before


def copy_of(passage):
    texts = {wording.language: wording.text for wording in passage.wordings.all()}
    return type(passage).say(texts, source_language="en")


@pytest.mark.parametrize("noun", NOUNS)
def test_chen_is_refused_and_a_visitor_is_asked_to_sign_in(client, a_burst, noun):
    answer = client.post(DESK + noun)
    assert (answer.status_code, "/desk/account/login/" in answer["Location"]) == (302, True)
    client.force_login(add_user("chen@example.org", name="Chen"))
    assert client.post(DESK + noun).status_code == 403
    assert client.get(DESK + noun).status_code == 403
    assert Act.objects.quarantined().count() == 41
