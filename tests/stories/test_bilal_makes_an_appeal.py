"""Bilal takes a first alert from nothing to published in his browser, and Anna's letter arrives."""

import re
import secrets
from datetime import date
from urllib.parse import urlsplit

import pytest

from tests.living_site import patiently
from tests.stories.test_bilal_stops_the_appeal import Browser

DESK = "/en/desk/"


@pytest.fixture
def bilal(site):
    """Signed in by the one-use link of the demo."""
    browser = Browser(site)
    link = urlsplit(re.search(r"http://\S+", site.manage("demo_link"))[0]).path
    assert browser.press(link, link).status in {302, 303}
    return browser


@pytest.fixture
def headline() -> str:
    return f"Turkey: free the teacher {secrets.token_hex(3)}"


@pytest.fixture
def draft(bilal, headline) -> str:
    """A new draft; the path of its page at the desk."""
    new = DESK + "appeals/new/blank/"
    page = bilal.ask("GET", new)
    begun = bilal.press(
        new, new, headline=headline, call="A teacher is in prison for a strike: we ask for her release.",
        state="TR", language="en", closes_on=page.field("closes_on"),
    )  # fmt: skip
    assert begun.status == 303, begun.words
    return begun.headers["location"]


def fill_in(bilal, draft, office="justice@tr.invalid"):
    """Every task but the people; eight fields are typed, the rest is suggested."""
    steps = [
        ("occurrences/", {"kind": "happened", "words": "Police arrested her.", "publisher": "Reuters", "year": "2026"}),
        ("demands/", {"words": "Release her at once."}),
        ("letters/en/", {"opening": "I ask you to release the teacher.", "subject": "The teacher",
                         "valediction": "Yours respectfully,", "point": ["She led a strike.", ""]}),
        ("addressees/offices/", {"name_en": "Ministry of Justice", "kind": "ministry", "role": "minister",
                                 "email": office, "source": "https://justice.invalid/", "checked_by": "Bilal",
                                 "checked_on": date.today().isoformat(), "is_office": "on"}),
    ]  # fmt: skip
    for noun, typed in steps:
        answer = bilal.press(draft + noun, draft + noun, **typed)
        assert answer.status == 303, answer.words


def test_from_nothing_to_published_and_annas_letter_arrives(site, bilal, draft, headline, address):
    slug = draft.strip("/").rpartition("/")[2]
    public = f"/en/appeals/{slug}/"
    shown = bilal.ask("GET", draft).words
    assert re.search(r"TR 1/\d{4}", shown)
    assert "No fact has a source. There is no demand. There is no model letter." in shown
    assert site.get(public).status == 404

    fill_in(bilal, draft)
    assert "What still blocks it" not in bilal.ask("GET", draft).words
    assert "Preview, not public." in bilal.ask("GET", draft + "preview/").words
    assert bilal.press(draft, draft + "publication/").status == 303
    site.shows(public, headline)

    page = site.get(public)
    form = {"token": page.field("token"), "name": "Anna Example", "email": address, "country": "DE"}
    sent = site.post(public + "letters/", form | {"points": ["1"], "named_as": "full"})
    assert sent.status == 303
    site.sql("UPDATE appeals_appeal SET hold_minutes = 0")
    site.post(site.letter_path(address) + "confirmation/")
    patiently(lambda: site.mails("justice@tr.invalid"), 20, "the letter did not arrive")
    letter = site.mails("justice@tr.invalid")[0].get_content()
    assert letter.startswith("Your Excellency,\n\nI ask you to release the teacher.\n\nShe led a strike.\n\n")
    assert "Anna Example, Germany" in letter


def test_a_person_shown_by_name_needs_an_agreement_or_a_reason(site, bilal, draft):
    fill_in(bilal, draft, office="justice.two@tr.invalid")
    added = bilal.press(draft + "people/", draft + "people/", naming="named", name="Ayşe Example", role="Teacher")
    assert added.status == 303
    refused = bilal.press(draft, draft + "publication/")
    assert refused.status == 303
    page = bilal.ask("GET", draft)
    assert "1 name is shown, and it is not noted who agreed to that." in page.words
    assert "Publish with this reason" in page.words
    bilal.press(draft, draft + "publication/", reason="Her trial is public, and she cannot be reached.")
    assert "See the public page" in bilal.ask("GET", draft).words
    assert site.sql("SELECT words FROM audit_entry WHERE act = 'publish' ORDER BY id DESC LIMIT 1") == [
        ("Her trial is public, and she cannot be reached.",)
    ]


def test_the_rehearsal_comes_to_his_own_mailbox_marked_as_a_test(site, bilal, draft):
    fill_in(bilal, draft, office="justice.three@tr.invalid")
    told = bilal.press(draft, draft + "rehearsal/")
    assert told.headers["location"].endswith("?rehearsal=sent#rehearsal")
    own = site.sql("SELECT email FROM accounts_user")[0][0]
    patiently(lambda: site.mails(own), 20, "no test came")
    mail = site.mails(own)[0]
    assert mail["Subject"] == "TEST, not sent: The teacher"
    assert "This is a test. Ministry of Justice did not get this letter; it would read:" in mail.get_content()
    assert "Your Excellency,\n\nI ask you to release the teacher." in mail.get_content()
    assert site.mails("justice.three@tr.invalid") == []
