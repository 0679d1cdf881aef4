"""One site for all of it, set up as behind a proxy that speaks HTTPS; all but the web server rests."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import routes
from tests.living_site import LivingSite, living_site
from tests.torture import wire
from tests.torture.bad_requests import get

SITE_URL = "https://appeals.example.org"


@dataclass(frozen=True)
class Place:
    """Where a bad request goes: an address, and the status of a plain GET there."""

    path: str
    usual: int

    @property
    def rest(self) -> str:
        """The address without its language."""
        return re.sub(r"^/(en|de)(?=/)", "", self.path)

    @property
    def language(self) -> str:
        return self.path[1:3] if re.match(r"/(en|de)/", self.path) else ""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A letter has been written, its link is known; then worker and mail sink stop, so that no row moves by itself."""
    folder: Path = tmp_path_factory.mktemp("torture")
    with living_site(folder / "data", site_url=SITE_URL) as site:
        assert site.write_letter("anna@example.org").status == 303
        site.letter = site.letter_path("anna@example.org")
        site.desk_link = re.search(rf"{SITE_URL}(/\S+)", site.manage("demo_link"))[1]
        for name in ("worker", "sink"):
            site.stop(name)
        yield site


@pytest.fixture(scope="session")
def places(site) -> dict[str, Place]:
    """Every route that is open to anybody, in one language or the other, a style sheet, and addresses of nothing."""
    values = routes.example_values(site) | {"token": site.letter.split("/")[3]}
    own = [*routes.PUBLIC, *routes.ENTRANCES, "/static/picketline/public.css", "/nothing", "/en/nothing/"]
    return {
        route: place(site, routes.filled(route, values, language=("en", "de")[n % 2])) for n, route in enumerate(own)
    }


@pytest.fixture(scope="session")
def forms(site) -> dict[str, Place]:
    """Every address that anybody can post to, with a token that is nobody's."""
    values = routes.example_values(site)
    return {
        route: place(site, routes.filled(route, values, language=("de", "en")[n % 2]))
        for n, route in enumerate(routes.FORMS)
    }


def place(site: LivingSite, path: str) -> Place:
    plain = get("plain", frozenset()).to(path, site.host)
    return Place(path, wire.answers(wire.say(site.port, plain))[0].status)
