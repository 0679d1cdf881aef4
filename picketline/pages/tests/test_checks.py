"""What of the directory has to be looked at again: what open appeals use first."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from picketline.appeals.actions import stop
from picketline.appeals.models import Appeal
from picketline.authorities.actions import doubt_holders
from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.network.actions import add_organiser

DESK, QUEUE = "/en/desk/", "/en/desk/checks/"
JUSTICE, PROSECUTOR = "justice@kz.invalid", "prosecutor.general@kz.invalid"


@pytest.fixture
def bilal(example, addresses_are_checked):
    """In a directory in which everything has been looked at."""
    OfficeHolder.objects.all().delete()
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal, settings):
    settings.DEMO = True
    client.force_login(bilal)
    return client


def looked(value, days, **more):
    ContactPoint.objects.filter(value=value).update(checked_on=timezone.localdate() - timedelta(days=days), **more)


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize(
    ("kind", "days", "is_due"),
    [("email", 179, False), ("email", 180, True), ("post", 364, False), ("post", 365, True), ("phone", 180, False)],
)
def test_how_long_a_look_lasts(example, kind, days, is_due):
    day = timezone.localdate() - timedelta(days=days)
    one = ContactPoint.objects.create(
        authority=Authority.objects.first(), kind=kind, value="x", source="s", state="verified", checked_by="Bilal",
        checked_on=day,
    )  # fmt: skip
    assert ContactPoint.objects.to_check_again().filter(pk=one.pk).exists() is is_due
    assert (one.check_again_on <= timezone.localdate()) is is_due


def test_today_counts_the_addresses_that_letters_take(desk, example, bilal):
    assert "used by open appeals" not in words(desk.get(DESK))
    looked(JUSTICE, 180)
    assert "1 address used by open appeals has not been checked for 180 days. Directory" in words(desk.get(DESK))
    ContactPoint.objects.filter(kind="post", authority__mission__city="Berlin").update(state="disputed")
    ContactPoint.objects.filter(kind="post", authority__mission__city="London").update(state="disputed")
    assert "2 addresses used by open appeals have not been checked for 180 days." in words(desk.get(DESK))
    stop(Appeal.objects.get(), actor=bilal)
    assert "used by open appeals" not in words(desk.get(DESK))


def test_what_open_appeals_use_comes_first_then_the_oldest(desk, example):
    assert "Everything has been looked at." in words(desk.get(QUEUE))
    other = Authority.objects.create(kind="court", state_id="KZ")
    ContactPoint.objects.create(authority=other, kind="email", value="court@kz.invalid", source="s")
    looked(JUSTICE, 181)
    looked(PROSECUTOR, 400)
    page = words(desk.get(QUEUE))
    assert page.index(PROSECUTOR) < page.index(JUSTICE) < page.index("court@kz.invalid")
    assert "looked at 400 days ago" in page
    assert page.count("1 open appeal") == 2
    assert "nobody has looked yet" in page


def test_what_letters_need_comes_before_a_website(desk, example):
    office = ContactPoint.objects.get(value=JUSTICE).authority
    ContactPoint.objects.create(authority=office, kind="website", value="https://justice.kz.invalid/", source="s")
    looked(JUSTICE, 181)
    page = words(desk.get(QUEUE))
    assert page.index(JUSTICE) < page.index("https://justice.kz.invalid/")


def test_an_office_holder_is_looked_at_after_ninety_days(desk, example):
    office = ContactPoint.objects.get(value=JUSTICE).authority
    day = timezone.localdate() - timedelta(days=91)
    holder = OfficeHolder.objects.create(
        authority=office, name="A. Person", source="s", state="verified", checked_by="Dana", checked_on=day
    )
    assert "A. Person" in words(desk.get(QUEUE))
    OfficeHolder.objects.update(checked_on=day + timedelta(days=1))
    assert "A. Person" not in words(desk.get(QUEUE))
    OfficeHolder.objects.update(state="disputed")
    form = {"how": "call", "on": timezone.localdate().isoformat(), "evidence": "I rang", "queue": "1"}
    done = desk.post(f"/en/desk/directory/{office.uuid}/holders/{holder.pk}/check/", form)
    assert done.headers["location"] == QUEUE
    assert "A. Person" not in words(desk.get(QUEUE))


def test_an_office_holder_is_looked_at_again_after_an_election_and_the_page_says_why(desk, example, bilal):
    office = ContactPoint.objects.get(value=JUSTICE).authority
    today = timezone.localdate()
    OfficeHolder.objects.create(
        authority=office, name="A. Person", source="s", state="verified", checked_by="Dana", checked_on=today
    )
    doubt_holders(office.state, on=today + timedelta(days=1), actor=bilal)
    assert "A. Person" not in words(desk.get(QUEUE))
    doubt_holders(office.state, on=today, actor=bilal)
    page = words(desk.get(QUEUE))
    assert f"doubted since {date_format(today)}: an election or a reshuffle" in page
    assert page.index("A. Person") < page.index("doubted since")


def test_a_queue_that_is_cut_says_how_many_more_there_are(desk, example, bilal):
    office = ContactPoint.objects.get(value=JUSTICE).authority
    told = [ContactPoint(authority=office, kind="phone", value=f"{number}", source="s") for number in range(40)]
    ContactPoint.objects.bulk_create(told)
    OfficeHolder.objects.bulk_create(
        OfficeHolder(authority=office, name=f"N{number}", source="s") for number in range(20)
    )
    assert "to be looked at;" not in words(desk.get(QUEUE))
    OfficeHolder.objects.create(authority=office, name="A. Person", source="s")
    assert "1 more is to be looked at; it comes up once these are done." in words(desk.get(QUEUE))
    merged = Authority.objects.create(kind="court", state_id="KZ", merged_into=office)
    ContactPoint.objects.create(authority=merged, kind="phone", value="41", source="s")
    ContactPoint.objects.create(authority=office, kind="phone", value="42", source="s")
    page = words(desk.get(QUEUE))
    assert "2 more are to be looked at; they come up once these are done." in page
    assert page.count("It is right, as of today") == 60


def test_the_missions_for_every_country_are_used_and_a_merged_office_is_not_listed(desk, example):
    post = ContactPoint.objects.filter(kind="post", authority__mission__city="London").first()
    ContactPoint.objects.filter(pk=post.pk).update(state="disputed")
    page = words(desk.get(QUEUE))
    assert "Embassy of Kazakhstan, London" in page
    assert "1 open appeal" in page
    survivor = Authority.objects.get(mission__city="Berlin", mission__kind="embassy")
    Authority.objects.filter(pk=post.authority_id).update(merged_into=survivor)
    assert "Embassy of Kazakhstan, London" not in words(desk.get(QUEUE))


def test_a_detour_uses_its_office(desk, example):
    court = Authority.objects.create(kind="court", state_id="KZ")
    ContactPoint.objects.create(authority=court, kind="post", value="Street 1", source="s")
    assert "1 open appeal" not in words(desk.get(QUEUE))
    example.addressees.first().detours.create(country="FR", authority=court)
    assert "1 open appeal" in words(desk.get(QUEUE))


def test_the_queue_costs_the_same_however_long_it_is(desk, example, statements):
    looked(JUSTICE, 181)
    desk.get(QUEUE)
    with statements() as one:
        desk.get(QUEUE)
    ContactPoint.objects.update(state="disputed")
    with statements() as many:
        desk.get(QUEUE)
    assert len(many.spoken) == len(one.spoken)


def test_nobody_outside_reads_the_queue(client, example):
    assert client.get(QUEUE).status_code == 302
