"""What a document becomes: people, chronology, demands, offices; and what it does not become."""

from datetime import date

import pytest

from picketline.appeals import actions as appeals
from picketline.appeals import cards
from picketline.appeals.models import Appeal, Occurrence, Person, Relation
from picketline.audit.models import Entry
from picketline.authorities import cards as offices_found
from picketline.authorities.models import Authority, AuthorityName, ContactPoint, Mission
from picketline.exchange import actions
from picketline.exchange.leftovers import leftovers_of
from picketline.exchange.models import Document
from picketline.exchange.tests.conftest import NAMES, document
from picketline.letters.publishing import what_blocks
from picketline.letters.routes import routes_from


def people(appeal):
    return list(appeal.people.order_by("atrisk__place"))


def text(passage, language="en"):
    return passage.wordings.get(language=language).text if passage else ""


def left(appeal) -> dict[str, str]:
    return {one.where: one.words for one in leftovers_of(appeal)}


def offices(appeal):
    return [one.authority and one.authority.name_in("en") for one in appeal.addressees.all()]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_document_becomes_is_found_at_once(imports, name):
    appeal = imports(name).appeal
    assert appeal in Appeal.objects.sought(appeal.reference)
    assert (cards.index_all(), offices_found.index(Authority.objects.all())) == ((0, 0), (0, 0))


def test_a_document_becomes_a_draft_that_nobody_sees(imports):
    appeal = imports("offices-of-every-kind").appeal
    assert (appeal.state, appeal.reference, appeal.state_concerned_id) == ("draft", "PW 103/22", "AQ")
    assert (appeal.issued_on, appeal.closes_on) == (date(2023, 5, 12), date(2023, 6, 1))
    assert text(appeal.headline) == "Free the weather observers of the southern station"
    assert not appeal.call.wordings.exists()
    assert not appeal.model_letters.exists()
    assert {"call", "letters"} & {block.task for block in what_blocks(appeal)} == {"letters"}


def test_people_keep_mode_aliases_number_and_bound(imports):
    one, leaders, strikers, relatives = people(imports("report-from-the-gate").appeal)
    assert (one.name, one.naming, one.aliases) == ("Aynor Kurmanov", "named", ["Ainur Kurmanov", "Ainur Kurmanow"])
    assert [(p.naming, p.name, text(p.role), p.count) for p in (leaders, strikers, relatives)] == [
        ("group", "", "other leaders of the movement", None),
        ("group", "", "striking oil workers, West Kazakhstan", None),
        ("group", "", "two relatives of strikers", 2),
    ]
    many, *_others = people(imports("at-least-fourteen").appeal)
    assert (many.count, many.bound) == (14, "at_least")
    assert [(p.count, p.bound) for p in people(imports("first-alert").appeal)][-1] == (25, "at_most")


def test_a_name_in_its_own_script_is_one_of_the_spellings(imports):
    jafar, hanifi = people(imports("right-to-left").appeal)
    assert jafar.aliases == ["جعفر نمونه"]
    assert hanifi.aliases == ["Hanifi Isik", "حنیفی می‌خواهد"]


@pytest.mark.parametrize(
    ("name", "histories"),
    [
        ("first-alert", [["witness", "suspect"], [], []]),
        ("report-from-the-gate", [["threatened"], ["threatened"], [], ["killed"]]),
        ("at-least-fourteen", [["sentenced"], ["sentenced"], ["released"], []]),
        ("letter-to-a-prime-minister", [[], ["sentenced"]]),
        ("in-two-languages", [["witness", "sentenced"], []]),
    ],
)
def test_a_status_is_read_where_it_begins_with_our_word_and_never_guessed(imports, name, histories):
    found = people(imports(name).appeal)
    assert [[status.status for status in one.statuses.all()] for one in found] == histories


def test_a_charge_to_come_is_no_charge(imports):
    assert left(imports("first-alert").appeal)["Person 2, status"] == "to be charged"


def test_dates_are_never_more_exact_than_the_document(imports):
    found = imports("first-alert").appeal.occurrences.all()
    assert [(one.on, one.precision) for one in found] == [
        (date(2011, 9, 14), "day"),
        (date(2011, 9, 30), "month"),
        (date(2011, 1, 1), "year"),
        (date(2011, 5, 1), "month"),
        (None, "undated"),
        (date(2011, 9, 1), "day"),
    ]
    week = imports("under-a-letter").appeal.occurrences.get()
    assert (week.on, week.precision) == (date(2007, 1, 1), "month")


def test_a_deadline_without_a_day_is_none_and_is_told(imports):
    appeal = imports("at-least-fourteen").appeal
    assert appeal.closes_on is None
    assert left(appeal)["deadline"] == "June 2023"


def test_every_fact_cites_the_document_unless_it_names_another_source(imports):
    appeal = imports("in-two-languages").appeal
    first, second, third, fourth = appeal.occurrences.all()
    assert (first.source.publisher, first.source.published_on) == ("An agency", date(2024, 1, 9))
    assert (second.source, fourth.source) == (None, None)
    assert (third.source.publisher, third.source.title) == ("Polar Workers’ Network", "Free the teacher")
    assert second.disputes == first
    assert (third.kind, third.statement) == ("said", "denial")
    assert fourth.kind == Occurrence.Kind.HAPPENED


def test_an_address_that_runs_a_script_becomes_no_link(imports):
    appeal = imports("first-alert").appeal
    assert appeal.occurrences.first().source.url == ""
    assert left(appeal)["source, url"] == "javascript:alert(1)"


def test_other_languages_become_wordings(imports):
    appeal = imports("in-two-languages").appeal
    assert text(appeal.headline, "de") == "Freiheit für die Lehrerin"
    assert text(appeal.background, "de") == "Auf dem Eis gibt es keine Schulen."
    assert text(people(appeal)[0].statuses.last().words, "de") == "Zu sechs Jahren verurteilt"
    assert left(appeal)["translations, de, /nowhere"] == "nirgends"


def test_offices_stand_in_order_and_copies_are_copies(imports):
    appeal = imports("offices-of-every-kind").appeal
    assert offices(appeal) == [
        "Permanent Mission of the Southern Continent",
        "Minister of Ice",
        "Prosecutor of the Western Shelf",
        "Ice & Sons",
        "Sovereign Snow Fund",
        "Consulate in Bremen",
        None,
        "Assembly of Stations",
    ]
    assert [one.authority.name_in("en") for one in appeal.addressees.filter(is_copy=True)] == ["Assembly of Stations"]
    unplaced = [where for where in left(appeal) if "of the document" in where]
    assert unplaced == [f"Office {n} of the document" for n in (4, 7, 8, 10, 12)] + [
        f"Copy {n} of the document" for n in (1, 2)
    ]


def test_contacts_of_every_kind_are_kept_as_published_and_checked_by_nobody(imports):
    appeal = imports("offices-of-every-kind").appeal
    found = ContactPoint.objects.filter(documents__appeal=appeal).order_by("pk")
    by_office = {name: [] for name in offices(appeal) if name}
    for one in found:
        by_office[one.authority.name_in("en")].append((one.kind, one.value, one.normalised))
    assert by_office["Permanent Mission of the Southern Continent"] == [
        ("post", "622 Example Avenue, 34th Floor\nNew York, NY 10017", ""),
        ("email", "mission@un.example.invalid", "mission@un.example.invalid"),
        ("fax", "212 867 0000", "+12128670000"),
        ("phone", "212 687-0000", "+12126870000"),
        ("social", "@South_UN", ""),
    ]
    assert ("post", "P.O. Box 12", "") in by_office["Minister of Ice"]
    lines = ["Attention: Registry", "c/o Ministry of Ice", "former premises of the weather school", "Military Post 7"]
    assert by_office["Prosecutor of the Western Shelf"][0] == ("post", "\n".join(lines), "")
    assert [value for kind, value, _known in by_office["Ice & Sons"] if kind == "form"] == [
        "https://example.invalid/contact"
    ]
    assert {(one.state, one.may_carry_letters, one.checked_by) for one in found} == {("unverified", False, "")}
    assert {(one.source, one.as_of) for one in found} == {
        ("Polar Workers’ Network: Free the weather observers of the southern station", date(2023, 5, 12))
    }


def test_what_is_no_address_becomes_no_contact_and_an_impossible_number_stays_as_it_is(imports):
    appeal = imports("offices-of-every-kind").appeal
    minister = Authority.objects.get(names__text="Minister of Ice")
    assert list(minister.contacts.filter(kind="email").values_list("value", "is_free_mail")) == [
        ("minister.of.ice@gmail.com", True)
    ]
    assert minister.contacts.get(value="+504 2220 44352").normalised == ""
    assert "[email protected]" in left(appeal)["Addressee 2, emails"]


def test_an_address_in_which_a_character_got_lost_becomes_no_contact(imports):
    lines = ["M\ufffdnister Street 5", "Town"]
    told = {"kind": "court", "office": "Court of Ice", "postal_lines": lines, "emails": ["b@court.invalid"]}
    appeal = imports("first-alert", targets=[told]).appeal
    assert [one.kind for one in appeal.document.contacts.all()] == ["email"]
    assert left(appeal)["Addressee 1, postal lines"] == "M\ufffdnister Street 5; Town"


def test_no_imported_address_gets_a_letter_by_mail(imports, mail_is_set_up):
    assert routes_from(imports("offices-of-every-kind").appeal, "DE").by_email == ()


def test_a_line_that_is_no_address_gets_no_letter_on_paper(imports):
    appeal = imports("report-from-the-gate").appeal
    assert not ContactPoint.objects.filter(value__contains="outskirts").exists()
    assert left(appeal)["Addressee 1, postal lines"] == "outskirts of Berlin (no address in the text)"


def test_an_embassy_that_the_directory_knows_is_used_again(imports):
    before = Authority.objects.count()
    appeal = imports("report-from-the-gate").appeal
    known = Authority.objects.get(mission__kind="embassy", mission__host="DE", state="KZ")
    assert [one.authority for one in appeal.addressees.all()] == [known]
    assert (Authority.objects.count(), known.names.count()) == (before, 0)


def test_a_new_mission_is_accredited_nowhere(imports):
    imports("offices-of-every-kind")
    mission = Mission.objects.get(authority__state="AQ", kind="permanent_mission")
    assert (mission.host_id, mission.authority.role) == ("US", "ambassador")
    assert not mission.accreditations.exists()


def test_of_two_that_look_the_same_none_is_guessed(imports, section):
    for _twice in range(2):
        twin = Authority.objects.create(kind="prosecutor", state_id="AQ")
        AuthorityName.objects.create(authority=twin, language="en", text="Prosecutor of the Western Shelf")
    imports("offices-of-every-kind")
    assert Authority.objects.filter(names__text="Prosecutor of the Western Shelf").count() == 3


def test_what_somebody_checked_stays(imports, section):
    office = Authority.objects.create(kind="prosecutor", state_id="AQ")
    AuthorityName.objects.create(authority=office, language="de", text="prosecutor of the western shelf")
    checked = ContactPoint.objects.create(
        authority=office, kind="email", value="a@shelf.invalid", source="their own page", state="verified",
        checked_by="Bilal", checked_on=date(2024, 1, 1), may_carry_letters=True,
    )  # fmt: skip
    appeal = imports("offices-of-every-kind").appeal
    assert appeal.addressees.filter(authority=office).exists()
    before = ContactPoint.objects.filter(pk=checked.pk).values().get()
    assert (before["state"], before["may_carry_letters"], before["source"]) == ("verified", True, "their own page")
    assert office.contacts.get(kind="email", state="unverified").may_carry_letters is False


def test_a_greeting_with_a_name_makes_no_rule_and_a_known_one_chooses_the_role(imports):
    letter = imports("letter-to-a-prime-minister").appeal
    premier = Authority.objects.get(names__text="Prime Minister of Kazakhstan")
    assert premier.role == Authority.GENERIC_ROLE
    assert left(letter)["Addressee 1, salutation"] == "Dear Mr Akhmetov"
    imports("offices-of-every-kind")
    assert Authority.objects.get(names__text="Minister of Ice").role == "minister"
    assert Authority.objects.get(names__text="Assembly of Stations").role == "parliament_speaker"


def test_a_model_letter_that_is_only_summarised_is_none(imports):
    appeal = imports("right-to-left").appeal
    assert not appeal.model_letters.exists()
    assert left(appeal)["model letter, summary"] == "A short wish (“Nowruz mobarak” نوروز مبارک)"


def test_the_same_document_again_makes_no_second_draft(imports):
    first = imports("first-alert")
    again = imports("first-alert")
    assert (again.is_new, again.has_changed, again.appeal) == (False, False, first.appeal)
    assert imports("first-alert", title="Another title").has_changed
    assert (Appeal.objects.count(), Document.objects.count()) == (1, 1)


def test_two_documents_with_one_reference_and_one_title_are_two_drafts(imports):
    one = imports("offices-of-every-kind").appeal
    other = imports("offices-of-every-kind", id="another").appeal
    assert (one.reference, other.reference) == ("PW 103/22", f"AQ 1/{date.today().year}")
    assert (one.slug, other.slug) == (
        "free-the-weather-observers-of-the-southern-station",
        "free-the-weather-observers-of-the-southern-station-2",
    )
    assert left(other)["reference, number"] == "PW 103/22"


def test_an_appeal_of_our_own_does_not_come_in_again(imports, section):
    own = appeals.draft(
        section=section, state="KZ", language="en", headline="Ours", call="", closes_on=None, actor="test"
    )
    told = actions.export_appeal(own)
    again = actions.import_appeal(told, section=section, actor="test")
    assert (again.is_new, again.appeal) == (False, own)


def test_earlier_appeals_are_named_and_found_where_they_are_here(imports):
    imports("report-from-the-gate")
    links = imports("first-alert").links
    assert [(link.kind, link.reference, link.appeal is not None) for link in links] == [
        ("related", "report-from-the-gate", True),
        ("related", "an older one", False),
    ]
    [relation] = Relation.objects.select_related("earlier")
    assert (relation.kind, relation.earlier) == ("related", links[0].appeal)
    assert [(link.kind, link.reference) for link in imports("send-no-more").links] == [("follow_up", "PW 45/94")]
    assert [(link.kind, link.reference) for link in imports("offices-of-every-kind").links] == [
        ("follow_up", "PW 99/22")
    ]


def test_the_record_says_who_imported_which_document(imports):
    appeal = imports("first-alert").appeal
    entry = Entry.objects.get(act="import")
    assert (entry.actor, entry.noun, entry.noun_id, entry.words) == (
        "test",
        "appeals.appeal",
        str(appeal.pk),
        "first-alert",
    )


def test_what_people_change_afterwards_counts_in_the_export(imports):
    appeal = imports("first-alert").appeal
    appeals.change_demand(appeal.demands.first(), words="free them all", language="en", actor="test")
    appeals.move_person(appeal, people(appeal)[1], up=True, actor="test")
    Appeal.objects.filter(pk=appeal.pk).update(reference="KZ 77/2011")
    told, before = actions.export_appeal(Appeal.objects.get()), document("first-alert")
    assert told["demands"] == ["free them all", ""]
    assert [one["name"] for one in told["persons"]][:2] == ["Kulzhan Sailybaeva", "Ainur Kurmanov"]
    assert told["persons"][0] == before["persons"][1]
    assert told["reference"] == {"number": "KZ 77/2011"}


def test_who_is_taken_out_takes_what_was_kept_about_them_along(imports):
    appeal = imports("report-from-the-gate").appeal
    appeals.remove_person(appeal, people(appeal)[0], actor="test")
    assert "spelt differently" not in str(actions.export_appeal(appeal))
    assert not Document.objects.get().leftovers.filter(theirs__contains="spelt differently").exists()
    assert Person.objects.count() == 3
