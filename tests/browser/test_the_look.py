"""What every page must hold on phones and desks, in light and dark: budgets, and no barrier that axe can find."""

import pytest
from axe_playwright_python.sync_playwright import Axe

SLUG = "oil-workers-and-their-lawyer"
PAGES = [
    "/en/", f"/en/appeals/{SLUG}/", f"/de/appeals/{SLUG}/", f"/de/appeals/{SLUG}/kit/",
    f"/en/appeals/{SLUG}/kit/?country=VE",
    f"/en/appeals/{SLUG}/own-mail/", f"/en/appeals/{SLUG}/letters/sent/",
    f"/en/appeals/{SLUG}/acts/?did=posted", f"/en/appeals/{SLUG}/acts/told/", "/demo/mail/", "/en/nothing/",
    f"/en/appeals/{SLUG}/numbers/",
    "/en/desk/account/login/", "/en/desk/account/link/none/",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, width, scheme):
    page = open_page(width=width, height=800, script=True, color_scheme=scheme, bypass_csp=True)
    for path in PAGES:
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        found = Axe().run(page)
        assert [(one["id"], one["nodes"][0]["target"]) for one in found.response["violations"]] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("language", ["en", "de"])
def test_name_and_address_stand_on_the_first_screen_of_a_phone(open_page, language):
    page = open_page(width=360, height=640)
    page.goto(f"/{language}/appeals/{SLUG}/")
    name, email = page.locator("#name").bounding_box(), page.locator("#email").bounding_box()
    assert name["y"] <= 480
    assert email["y"] + email["height"] <= 640


def test_the_appeal_page_is_light_and_sets_no_cookie(open_page):
    page, sizes = open_page(), []
    page.on("response", lambda response: sizes.append(response.request.sizes()["responseBodySize"]))
    page.goto(f"/en/appeals/{SLUG}/", wait_until="networkidle")
    assert sum(sizes) <= 30_000
    assert len(page.requests) <= 4
    assert page.context.cookies() == []


def test_a_letter_prints_on_one_sheet_with_the_address_in_the_window(open_page, tmp_path):
    page = open_page(width=1280, height=900)
    page.goto(f"/en/appeals/{SLUG}/kit/?country=DE")
    page.get_by_role("link", name="Print this letter").first.click()
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1
