"""From the home page to “accepted” on a phone without JavaScript, then the stop."""

import re
import secrets

from playwright.sync_api import expect

SLUG = "oil-workers-and-their-lawyer"


def test_a_stranger_walks_from_the_appeal_to_accepted_and_stops_it(open_page, demo):
    page, address = open_page(), f"anna-{secrets.token_hex(4)}@example.org"
    page.goto("/")
    page.get_by_role("link", name="Send a letter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kazakhstan")
    write(page, address)
    confirm(page, address)
    see_it_accepted(page)
    stop(page, demo)


def write(page, address):
    page.get_by_label("Your name").fill("Anna Example")
    page.get_by_role("button", name="Send my letter").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Your name")).to_have_value("Anna Example")
    page.get_by_label("E-mail", exact=False).first.fill(address)
    page.get_by_role("button", name="Send my letter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")


def confirm(page, address):
    page.goto("/demo/mail/")
    for _patience in range(20):
        if page.get_by_text(address).count():
            break
        page.wait_for_timeout(500)
        page.reload()
    page.get_by_role("link").filter(has_text=address).click()
    page.locator(".mail-text a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this your letter?")
    expect(page.get_by_role("article")).to_contain_text("Anna Example, Germany")
    page.get_by_role("button", name="Yes, send it").click()


def see_it_accepted(page):
    expect(page.get_by_role("button", name="Stop my letter")).to_be_visible()
    for _patience in range(90):
        if page.locator(".fate.accepted").count() == 2:
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator(".fate.accepted")).to_have_count(2)
    expect(page.locator(".fate.paper")).to_have_count(1)


def stop(page, demo):
    page.goto(demo.desk_link)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Kazakhstan").click()
    page.get_by_role("button", name="Stop this appeal").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto(f"/de/appeals/{SLUG}/")
    for _patience in range(60):
        if page.get_by_text("Gestoppt am").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.get_by_text("Gestoppt am")).to_be_visible()
    page.goto(f"/en/desk/appeals/{SLUG}/")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Stop this appeal")).to_be_visible()
