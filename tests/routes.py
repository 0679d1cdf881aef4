"""Every address of the site, as its resolver writes it. Who adds a route adds a line here, and it is put to the test.

`tests/torture` sends its bad requests to PUBLIC and ENTRANCES; `tests/valid_html` opens everything.
"""

import re
import uuid
from collections.abc import Mapping

APPEAL = "/en/appeals/<slug:slug>/"
DIRECTORY = "/en/directory/"
LETTER = "/en/letters/<str:token>/"
DESK_APPEAL = "/en/desk/appeals/<slug:slug>/"
PERSON = f"{DESK_APPEAL}people/<uuid:uuid>/"
ACCOUNT = "/en/desk/account/"
BOOK = "/en/desk/directory/<uuid:office>/"
REMARKS = "/en/directory/contacts/<int:pk>/remarks/"
ROWS = ("", "<int:pk>/", "<int:pk>/check/", "<int:pk>/dispute/")
PROPOSAL = "/en/desk/directory/proposals/<uuid:proposal>/"
PEOPLE = "/en/desk/sections/<slug:code>/people/"

PUBLIC = [
    "/", "/en/", "/en/search/", "/en/imprint/", "/en/privacy/", "/en/consent/", APPEAL,
    *(f"{APPEAL}{page}" for page in ("kit/", "kit.txt", "paper/", "own-mail/", "letters/", "letters/sent/")),
    *(f"{APPEAL}{page}/" for page in ("story", "numbers", "acts", "acts/told")),
    LETTER,
    *(f"{LETTER}{verb}/" for verb in ("confirmation", "withdrawal", "disavowal", "disavowal/undo", "erasure")),
    *(f"{LETTER}comebacks/<uuid:office>/{verb}" for verb in ("", "undo/")),
    DIRECTORY, f"{DIRECTORY}search/", *(f"{DIRECTORY}<slug:iso2>{page}" for page in ("/", "/map/", ".<slug:form>")),
    *(f"{DIRECTORY}offices/<uuid:office>{page}" for page in ("/", ".vcf")), f"{DIRECTORY}everything.<slug:form>",
    REMARKS, "/en/directory/remarks/made/",
    "/demo/mail/", "/demo/mail/<str:name>/",
]  # fmt: skip
ENTRANCES = [
    f"{ACCOUNT}{page}/" for page in ("link/<str:token>", "login", "login/code", "login/passkey", "inactive", "logout")
]  # the desk's own pages for people who are not signed in yet: they may set a cookie
DESK = [
    "/en/desk/", "/en/desk/search/", "/en/desk/checks/", "/en/desk/appeals/new/", DESK_APPEAL, f"{DESK_APPEAL}preview/",
    *(f"{DESK_APPEAL}{page}/" for page in ("text", "rules", "people", "occurrences", "demands", "addressees")),
    *(f"{DESK_APPEAL}{verb}/" for verb in ("pause", "stop", "closure", "closure/undo", "deadline")),
    *(f"{DESK_APPEAL}{verb}/" for verb in ("publication", "resumption", "rehearsal", "addressees/offices")),
    *(f"{DESK_APPEAL}{noun}/<int:pk>/" for noun in ("occurrences", "demands", "addressees")),
    *(
        f"{DESK_APPEAL}{noun}/<int:pk>/{verb}/"
        for noun in ("occurrences", "demands", "addressees") for verb in ("place", "removal")
    ),
    f"{DESK_APPEAL}letters/<slug:language>/",
    PERSON, *(f"{PERSON}{verb}/" for verb in ("place", "removal", "statuses", "statuses/<int:pk>")),
    *(f"{PERSON}statuses/<int:pk>/{verb}/" for verb in ("place", "removal")),
    *(f"{ACCOUNT}{page}/" for page in ("again", "again/code", "password", "password/first")),
    *(f"{ACCOUNT}{page}/" for page in ("again/passkey", "sessions", "sessions/others/end", "sessions/<str:mark>/end")),
    *(f"{ACCOUNT}second-factor/{page}" for page in ("", "app/", "app/removal/", "codes/", "codes/new/", "codes/file/")),
    *(f"{ACCOUNT}second-factor/passkeys/{page}" for page in ("", "new/", "<int:pk>/name/", "<int:pk>/removal/")),
    "/en/desk/disclosures/<slug:kind>/", PEOPLE, f"{PEOPLE}comeback/",
    *(f"{PEOPLE}<int:pk>/{verb}/" for verb in ("role", "link", "removal")),
    "/en/desk/salutations/", "/en/desk/salutations/<int:pk>/confirmation/",
    *(f"/en/desk/offices/<uuid:uuid>/{page}" for page in ("", "address/", "doubts/", "doubts/withdrawal/")),
    "/en/desk/directory/", BOOK, *(f"{BOOK}{noun}/{page}" for noun in ("contacts", "holders") for page in ROWS),
    f"{BOOK}contacts/<int:pk>/retirement/", f"{BOOK}holders/<int:pk>/end/", f"{BOOK}merger/",
    f"{BOOK}contacts/<int:pk>/remarks/",
    *(f"{PROPOSAL}{verb}/" for verb in ("agreement", "refusal", "withdrawal", "undo")),
    *(f"/en/desk/appeals/new/{page}/" for page in ("alert", "picket", "letter", "report", "blank")),
    *(f"{DESK_APPEAL}{page}/" for page in ("basis", "sources", "sources/<int:pk>", "follow-up", "relations")),
    *(f"{PERSON}withdrawal/{verb}" for verb in ("", "undo/")),
    *(f"{DESK_APPEAL}{noun}/<int:pk>/{verb}/" for noun, verb in (("relations", "removal"), ("removals", "undo"))),
    *(f"{DESK_APPEAL}look/{verb}" for verb in ("", "undo/")),
    *(f"{DESK_APPEAL}acts/{verb}/" for verb in ("release", "dismissal", "decision/undo")),
    f"{DESK_APPEAL}letters/<slug:language>/removals/<int:pk>/undo/",
    *(f"{DESK_APPEAL}addressees/<int:pk>/detours/{verb}" for verb in ("", "<int:detour>/removal/")),
    "/en/desk/directory/imports/",
    *(f"/en/desk/directory/imports/<uuid:uuid>/{verb}" for verb in ("", "start/", "removal/", "undo/")),
]  # fmt: skip
FORMS = [
    *(f"{APPEAL}{noun}/" for noun in ("letters", "acts")),
    REMARKS,
    *(f"{LETTER}{verb}/" for verb in ("confirmation", "withdrawal", "disavowal", "disavowal/undo", "erasure")),
    *(f"{LETTER}comebacks/<uuid:office>/{verb}" for verb in ("", "undo/")),
    *(f"{ACCOUNT}{page}/" for page in ("link/<str:token>", "login", "login/code", "logout")),
]  # what anybody can post to

SLOT = re.compile(r"(?:([a-z]+)/)?<\w+:(\w+)>")


def filled(route: str, values: Mapping[str, object], *, language: str = "en") -> str:
    """An address of the route: each slot by its own name, or by the noun before it (“demands” for a demand's pk)."""

    def value(slot: re.Match) -> str:
        noun, name = slot.groups()
        return (f"{noun}/" if noun else "") + str(values.get(noun if name == "pk" else name, "1"))

    return re.sub(r"^/en/", f"/{language}/", SLOT.sub(value, route))


def example_values(site) -> dict[str, object]:
    """What fills the slots in the example campaign; the token is nobody's."""
    person, status = site.sql("SELECT person_id, id FROM appeals_personstatus ORDER BY id")[0]
    nouns = ("occurrence", "demand", "addressee")
    rows = {f"{noun}s": site.sql(f"SELECT min(id) FROM appeals_{noun}")[0][0] for noun in nouns}
    (key,) = site.sql("SELECT uuid FROM appeals_person WHERE id = ?", person)[0]
    slug = site.sql("SELECT slug FROM appeals_appeal")[0][0]
    told = {"slug": slug, "uuid": uuid.UUID(str(key)), "statuses": status, "language": "en"}
    ((contact, office),) = site.sql(
        "SELECT c.id, a.uuid FROM authorities_contactpoint c JOIN authorities_authority a ON a.id = c.authority_id "
        "ORDER BY c.id LIMIT 1"
    )
    others = {"kind": "imprint", "code": "main", "mark": "x" * 40, "name": "1-a.eml", "iso2": "KZ"}
    others |= {"office": uuid.UUID(str(office)), "contacts": contact, "proposal": uuid.UUID(int=0)}
    return told | rows | others | {"token": "x" * 43, "sources": site.sql("SELECT min(id) FROM appeals_source")[0][0]}
