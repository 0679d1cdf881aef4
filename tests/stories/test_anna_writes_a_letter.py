"""Anna reads the appeal on her phone, writes, confirms, and sees what became of her letter."""

import re

from tests.living_site import SLUG, patiently

PROSECUTOR, JUSTICE = "prosecutor.general@kz.invalid", "justice@kz.invalid"


def confirmed(site, address, **typed):
    """Write and confirm; returns the path of the letter's link."""
    assert site.write_letter(address, **typed).status == 303
    path = site.letter_path(address)
    assert site.post(path + "confirmation/").status == 303
    return path


def letters_of(site, office, text):
    return [mail for mail in site.mails(office) if text in mail.get_content()]


def test_her_letter_reaches_both_offices_once_and_waits_on_paper_for_the_embassy(site, address):
    path = confirmed(site, address, own_words=f"I am a nurse. {address}")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    assert [len(letters_of(site, office, address)) for office in (PROSECUTOR, JUSTICE)] == [1, 1]
    page = site.get(path).words
    assert "Embassy of Kazakhstan, Berlin On paper on paper: print it, or we bring it to the next picket" in page
    assert "I am a nurse" in page


def test_each_office_reads_its_own_salutation_and_her_name_as_she_chose_it(site, address):
    path = confirmed(site, address, named_as="initials", town="Leipzig", own_words=f"Mark {address}")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    to_prosecutor = letters_of(site, PROSECUTOR, address)[0].get_content()
    to_minister = letters_of(site, JUSTICE, address)[0].get_content()
    assert to_prosecutor.startswith("Dear Prosecutor General,\n")
    assert to_minister.startswith("Your Excellency,\n")
    assert "Yours respectfully,\nA. E., Leipzig, Germany\n" in to_prosecutor
    assert "Anna Example" not in to_prosecutor + to_minister


def test_the_offices_see_her_address_only_if_she_ticked_it_and_the_page_says_the_same(site, address):
    hidden = confirmed(site, address, own_words=f"Mark {address}")
    shown_address = "shown-" + address
    assert site.write_letter(shown_address, reply_to_me="1", own_words=f"Mark {shown_address}").status == 303
    shown = site.letter_path(shown_address)
    assert "and your e-mail address" in site.get(shown).words
    site.post(shown + "confirmation/")
    for path in (hidden, shown):
        patiently(lambda path=path: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    assert letters_of(site, PROSECUTOR, f"Mark {address}")[0]["Reply-To"] == "office@committee.example.org"
    assert letters_of(site, PROSECUTOR, f"Mark {shown_address}")[0]["Reply-To"] == shown_address
    assert (
        letters_of(site, PROSECUTOR, f"Mark {address}")[0]["From"].addresses[0].addr_spec
        == "letters@committee.example.org"
    )


def test_opening_the_link_five_times_sends_nothing(site, address):
    site.write_letter(address, own_words=f"Mark {address}")
    path = site.letter_path(address)
    for method in ("GET", "HEAD", "GET", "HEAD", "GET"):
        assert site.ask(method, path).status == 200
    assert site.get(path + "confirmation/").status == 405
    states = site.sql("SELECT DISTINCT state FROM letters_delivery WHERE letter_id = ?", newest(site))
    assert states == [("waiting",)]
    assert letters_of(site, PROSECUTOR, address) == []


def newest(site) -> int:
    return site.sql("SELECT max(id) FROM letters_letter")[0][0]


def test_writing_twice_keeps_the_first_letter_and_sends_one_mail(site, address):
    first = site.write_letter(address)
    again = site.write_letter(address.upper().replace("EXAMPLE.ORG", "example.org"), own_words="Another sentence.")
    site.letter_path(address)
    assert len(site.mails(address)) == 1
    assert (first.status, first.headers["location"]) == (again.status, again.headers["location"])


def test_confirming_twice_sends_each_office_one_letter(site, address):
    path = confirmed(site, address, own_words=f"Mark {address}")
    for _again in range(3):
        assert site.post(path + "confirmation/").status == 303
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    assert [len(letters_of(site, office, address)) for office in (PROSECUTOR, JUSTICE)] == [1, 1]


def test_a_new_a_known_and_a_blocked_address_get_the_same_answer(site, address):
    new = site.write_letter(address)
    known = site.write_letter(address)
    path = site.letter_path(address)
    site.post(path + "disavowal/")
    blocked = site.write_letter(address)
    answers = [(one.status, without_date(one.headers), one.text) for one in (new, known, blocked)]
    assert answers[0] == answers[1] == answers[2]
    assert address not in new.headers["location"] + site.get(new.headers["location"]).text


def without_date(headers):
    return {name: value for name, value in headers.items() if name != "date"}


def test_this_was_not_me_erases_the_letter_and_keeps_mail_away_until_undone(site, address):
    site.write_letter(address)
    path = site.letter_path(address)
    site.post(path + "disavowal/")
    assert "For 90 days this address gets no more mail" in site.get(path).words
    site.write_letter(address)
    assert len(site.mails(address)) == 1
    site.post(path + "disavowal/undo/")
    site.write_letter(address)
    patiently(lambda: len(site.mails(address)) == 2, 10, "the undo did not let mail through")


def test_she_stops_her_letter_during_the_hold_and_nobody_gets_it(site, address):
    site.sql("UPDATE appeals_appeal SET hold_minutes = 10")
    try:
        path = confirmed(site, address, own_words=f"Mark {address}")
        assert "Stop my letter" in site.get(path).words
        site.post(path + "withdrawal/")
    finally:
        site.sql("UPDATE appeals_appeal SET hold_minutes = 0")
    assert "Your letter was withdrawn" in site.get(path).words
    row = site.sql("SELECT sealed, locked, writer_key FROM letters_letter WHERE id = ?", newest(site))
    assert row == [(None, None, None)]
    assert site.sql("SELECT DISTINCT state FROM letters_delivery WHERE letter_id = ?", newest(site)) == [("withdrawn",)]
    assert letters_of(site, PROSECUTOR, address) == []


def test_the_points_she_unticks_are_not_in_her_letter(site, address):
    path = confirmed(site, address, points=["2"], own_words=f"Mark {address}")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    text = " ".join(letters_of(site, JUSTICE, address)[0].get_content().split())
    assert "On 14 September 2011 police told the lawyer" in text
    assert "On 8 August 2011 the Aktau city court" not in text


def test_her_own_whole_text_goes_out_as_she_wrote_it(site, address):
    path = confirmed(site, address, whole=f"Please release Natalia Sokolova.\r\n\r\nMark {address}")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    text = letters_of(site, JUSTICE, address)[0].get_content()
    assert text.startswith(
        f"Your Excellency,\n\nPlease release Natalia Sokolova.\n\nMark {address}\n\nYours respectfully,"
    )


def test_the_responsible_mission_follows_the_accreditation(site, address):
    embassies = {}
    for country in ("IE", "AT", "VE"):
        site.write_letter(f"{country}-{address}", country=country)
        page = site.get(site.letter_path(f"{country}-{address}")).words
        embassies[country] = re.findall(r"Embassy of Kazakhstan, (\w+)", page)
    assert embassies == {"IE": ["London"], "AT": [], "VE": []}
    kit = site.get(f"/en/appeals/{SLUG}/kit/?country=AT").words
    vienna = "Embassy of Kazakhstan, Vienna It is the mission of Kazakhstan in Austria."
    assert f"{vienna} Salutation Your Excellency, no address known" in kit
    venezuela = site.get(f"/en/appeals/{SLUG}/kit/?country=VE").words
    assert (
        "No mission of Kazakhstan is known for Venezuela: write to the Ministry of Foreign Affairs in Astana."
        in venezuela
    )


def test_she_writes_in_german_and_everything_she_gets_is_german(site, address):
    site.write_letter(address, language="de", own_words=f"Zeichen {address}")
    mail = site.mail_to(address)
    assert mail["Subject"] == "Bitte bestätigen"
    path = site.letter_path(address)
    assert path.startswith("/de/letters/")
    assert "Ist das dein Brief?" in site.get(path).words
    site.post(path + "confirmation/")
    patiently(lambda: site.get(path).text.count('class="fate accepted"') == 2, 20, "not accepted")
    assert letters_of(site, JUSTICE, address)[0].get_content().startswith("Exzellenz,\n\nich schreibe Ihnen")


def test_no_mail_of_ours_contains_what_she_typed(site, address):
    site.write_letter(address, name="Zora Quimby", own_words="A sentence of Zora's.")
    text = site.mail_to(address).as_string()
    assert "Zora" not in text
    assert site.mail_to(address)["Subject"] == "Please confirm"
