"""The translations: everything to be translated is in the German catalogue, translated, and nothing else is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "de"
LAZY = {f"{name}_lazy": positions for name, positions in DEFAULT_KEYWORDS.items() if "gettext" in name}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | {"gettext_noop": None}
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Picketline\\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def file_of(tree: Path) -> Path:
    """The catalogue of a tree."""
    return tree / "picketline" / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def update(tree: Path = ROOT) -> None:
    """Bring the catalogue up to date: new texts come in empty, unused ones go, translations stay."""
    catalog = read(tree)
    catalog.update(wanted(tree), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    file_of(tree).write_text(HEADER + out.getvalue().decode().strip() + "\n", encoding="utf-8")


def compile_catalog(tree: Path = ROOT) -> None:
    """Write the .mo file that Django reads."""
    with file_of(tree).with_suffix(".mo").open("wb") as out:
        write_mo(out, read(tree))


def complaints(tree: Path = ROOT) -> list[str]:
    """What is missing, untranslated, fuzzy, obsolete or translated with other placeholders."""
    found, here = read(tree), wanted(tree)
    missing = [f"missing: {words(one)}" for one in messages(here) if found.get(one.id, one.context) is None]
    obsolete = [f"obsolete: {words(one)}" for one in messages(found) if here.get(one.id, one.context) is None]
    obsolete += [f"obsolete: {words(one)}" for one in found.obsolete.values()]
    return missing + obsolete + [complaint for one in messages(found) for complaint in about(one, found)]


def about(message: Message, catalog: Catalog) -> Iterator[str]:
    """What is wrong with one translation."""
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield f"fuzzy: {words(message)}"
    if not all(said) or len(said) != (catalog.num_plurals if message.pluralizable else 1):
        yield f"untranslated: {words(message)}"
    else:
        yield from (f"{trouble}: {words(message)}" for trouble in message.check(catalog))


def read(tree: Path) -> Catalog:
    """The German catalogue as it lies there."""
    with file_of(tree).open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain="django")


def wanted(tree: Path) -> Catalog:
    """Every text of the code and of the templates, without translation."""
    catalog = Catalog(locale=LANGUAGE, domain="django", fuzzy=False)
    for file in sorted((tree / "picketline").rglob("*")):
        inside = file.relative_to(tree)
        if file.suffix not in {".py", ".html", ".txt"} or {"tests", "migrations"} & set(inside.parts):
            continue
        if file.suffix != ".py" and "templates" not in inside.parts:
            continue
        for _line, identity, _comments, context in extracted(file):
            catalog.add(identity, locations=[(inside.as_posix(), 1)], context=context)
    return catalog


def extracted(file: Path) -> Iterator[tuple]:
    """The texts of one file; Django turns a template into the calls that it stands for, indented at random."""
    from django.utils.translation.template import templatize

    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(file)).splitlines())
    yield from extract("python", BytesIO(source.encode()), keywords=KEYWORDS)


def messages(catalog: Catalog) -> list[Message]:
    """All but the header."""
    return [message for message in catalog if message.id]


def words(message: Message) -> str:
    """The English text."""
    return message.id[0] if isinstance(message.id, tuple) else message.id
