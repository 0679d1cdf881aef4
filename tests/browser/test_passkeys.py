"""Carmen's passkey in a real browser: made, used alone, used after the link; a browser without JavaScript; the look."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

CARMEN = "carmen@example.org"
LOOKED_AT = [
    "account/second-factor/", "account/second-factor/passkeys/", "account/second-factor/passkeys/new/",
    "account/second-factor/app/", "account/sessions/", "account/password/first/", "sections/main/people/",
]  # fmt: skip
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(open_page):
    """A page, and a virtual authenticator that says yes at once (Chrome DevTools Protocol, WebAuthn)."""
    page = open_page(script=True)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    yield page
    assert complaints == []


def test_carmen_adds_a_passkey_and_signs_in_with_it_alone_and_as_second_step(phone, demo):
    come_in(phone, demo)
    phone.goto("/en/desk/account/second-factor/")
    phone.get_by_role("link", name="Add a passkey").click()
    phone.get_by_label("Name").fill("My phone")
    phone.get_by_role("button", name="Add a passkey").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    sign_out(phone)
    phone.goto("/en/desk/account/login/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    expect(phone).to_have_url(f"{demo.url}/en/desk/")

    sign_out(phone)
    come_in(phone, demo)
    expect(phone.get_by_role("heading", level=1)).to_have_text("The second step")
    phone.get_by_role("button", name="Use a passkey").click()
    expect(phone).to_have_url(f"{demo.url}/en/desk/")
    phone.goto("/en/desk/account/second-factor/passkeys/")
    expect(phone.get_by_role("listitem").filter(has_text="My phone")).to_contain_text("Signs you in alone.")


def test_a_browser_that_gives_no_passkey_is_told_in_words(phone):
    phone.goto("/en/desk/account/login/")
    phone.get_by_role("button", name="Sign in with a passkey").click()
    expect(phone.get_by_role("alert")).to_contain_text("The browser gave no passkey.")


def test_without_javascript_the_sign_in_page_offers_no_button_that_does_nothing(open_page):
    page = open_page()
    page.goto("/en/desk/account/login/")
    expect(page.get_by_text("Password and code work without.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_accounts_and_people(open_page, demo, scheme):
    page = open_page(script=True, color_scheme=scheme, bypass_csp=True)
    page.goto(demo.organiser(f"{scheme}@example.org"))
    page.get_by_role("button", name="Sign in as Carmen").click()
    for path in LOOKED_AT:
        page.goto(f"/de/desk/{path}")
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page)
            assert [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def come_in(page, demo):
    page.goto(demo.organiser(CARMEN))
    page.get_by_role("button", name="Sign in as Carmen").click()
    page.wait_for_load_state()


def sign_out(page):
    page.goto("/en/desk/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
