"""Every rule has been seen to fail: on a copy of the tree into which one breach was planted."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import rules, test_the_tree
from tests.architecture.tree import templates

NEEDED = ("config", "picketline", "tests", "docs", "pyproject.toml", "conftest.py", "manage.py")
TODAY = "".join(["TO", "DO"])


@dataclass(frozen=True)
class Breach:
    """One breach: text appended to a file, or a file of its own; and words that the complaint must have."""

    rule: Callable[[Path], list[str]]
    file: str
    text: str
    complaint: str
    instead_of: str = ""


BREACHES = [
    Breach(
        rules.imports_against_the_story,
        "picketline/audit/actions.py",
        "\nfrom picketline.letters.models import Letter\n",
        "picketline.audit.actions -> picketline.letters.models",
    ),
    Breach(
        rules.imports_against_the_story,
        "picketline/letters/composing.py",
        "\nfrom config import environment\n",
        "picketline.letters.composing -> config.environment",
    ),
    Breach(
        rules.imports_against_the_story,
        "picketline/letters/forms.py",
        "\nfrom picketline.letters import views\n",
        "picketline.letters.forms -> picketline.letters.views",
    ),
    Breach(
        rules.imports_against_the_story,
        "picketline/strikes/__init__.py",
        '"""An app without a place in the story."""\n',
        "strikes",
    ),
    Breach(
        rules.apps_outside_the_contracts, "picketline/strikes/__init__.py", '"""Strikes."""\n', "picketline.strikes"
    ),
    Breach(
        rules.keys_pointing_forward,
        "picketline/audit/models.py",
        '\n\nclass Forward(models.Model):\n    letter = models.OneToOneField("letters.Letter", models.CASCADE)\n',
        "audit.Forward.letter points forward to letters.Letter",
    ),
    Breach(
        rules.keys_pointing_forward,
        "picketline/audit/models.py",
        '\n\nclass Forward(models.Model):\n    letters = models.ManyToManyField("letters.Letter", related_name="+")\n',
        "audit.Forward.letters points forward to letters.Letter",
    ),
    Breach(
        rules.generic_keys,
        "picketline/audit/models.py",
        '\n\nclass Anything(models.Model):\n    kind = models.ForeignKey("contenttypes.ContentType", models.CASCADE)\n',
        "audit.Anything.kind",
    ),
    Breach(rules.names_that_say_nothing, "picketline/letters/utils.py", "", "picketline/letters/utils.py"),
    Breach(rules.names_that_say_nothing, "picketline/letters/core/words.py", "", "picketline/letters/core/words.py"),
    Breach(rules.long_files, "picketline/letters/long.py", "\n" * 401, "picketline/letters/long.py has 401 lines"),
    Breach(
        rules.long_functions,
        "picketline/letters/long.py",
        "def long():\n" + "    pass\n" * 40,
        "picketline/letters/long.py: long has 41 lines",
    ),
    Breach(rules.apps_without_a_sentence, "picketline/strikes/__init__.py", "", "strikes does not say"),
    Breach(
        rules.models_in_pages,
        "picketline/pages/kit.py",
        "\n\nclass Page(models.Model):\n    pass\n",
        "picketline/pages/kit.py",
    ),
    Breach(
        rules.missing_migrations,
        "picketline/audit/models.py",
        "\n\nclass Added(models.Model):\n    pass\n",
        "Create model Added",
    ),
    Breach(
        rules.routes_without_audience,
        "picketline/demo/urls.py",
        '\nurlpatterns.append(path("open", lambda request: None))\n',
        "/demo/mail/open",
    ),
    Breach(
        rules.routes_put_to_no_test,
        "picketline/demo/urls.py",
        '\nurlpatterns.append(path("open", views.mailbox))\n',
        "/demo/mail/open is public",
    ),
    Breach(
        rules.routes_put_to_no_test,
        "tests/routes.py",
        '\nDESK.append("/en/desk/gone/")\n',
        "/en/desk/gone/, which leads nowhere",
    ),
    Breach(
        rules.undocumented_settings, "config/settings.py", '\nX = environment.number("X", 1)\n', "PICKETLINE_X is not"
    ),
    Breach(rules.undocumented_settings, "docs/settings.md", "\n| `PICKETLINE_GONE` | | |\n", "PICKETLINE_GONE, which"),
    Breach(rules.ways_out_of_this_computer, "conftest.py", "", "may connect", "sys.addaudithook(refuse_the_world)"),
    Breach(rules.unescaped_text, "picketline/gate/shelf.py", "\nmark_safe('<b>')\n", "picketline/gate/shelf.py"),
    Breach(
        rules.unescaped_text, "picketline/templates/base.html", "{{ words|safe }}", "picketline/templates/base.html"
    ),
    Breach(
        rules.unescaped_text, "picketline/templates/base.html", "{% autoescape off %}", "picketline/templates/base.html"
    ),
    Breach(
        rules.mail_past_the_couriers,
        "picketline/gate/shelf.py",
        "\nfrom django.core.mail import send_mail\n",
        "picketline/gate/shelf.py: send_mail",
    ),
    Breach(
        rules.stories_past_the_real_thing,
        "tests/stories/test_a_short_cut.py",
        "from django.core import mail\n",
        "tests/stories/test_a_short_cut.py:1 imports django.core",
    ),
    Breach(
        rules.work_without_an_owner, "picketline/gate/shelf.py", f"\n# {TODAY}: later\n", "picketline/gate/shelf.py"
    ),
    Breach(
        rules.verbs_and_nouns_without_a_sentence,
        "picketline/letters/actions/deciding.py",
        "\n\ndef burn():\n    pass\n",
        "picketline/letters/actions/deciding.py: burn",
    ),
    Breach(
        rules.verbs_and_nouns_without_a_sentence,
        "picketline/audit/models.py",
        "\n\nclass Ash:\n    pass\n",
        "picketline/audit/models.py: Ash",
    ),
    Breach(
        rules.verbs_and_nouns_without_a_sentence,
        "picketline/couriers/pigeon.py",
        '"""A pigeon."""\n\n\ndef carry(envelope):\n    pass\n',
        "picketline/couriers/pigeon.py: carry",
    ),
    Breach(
        rules.verbs_and_nouns_without_a_sentence,
        "picketline/couriers/pigeon.py",
        "SPEED = 80\n",
        "picketline/couriers/pigeon.py has no docstring",
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The parts of the tree that the rules read."""
    folder = tmp_path_factory.mktemp("copy")
    for name in NEEDED:
        source = test_the_tree.TREE / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy2(source, folder / name)
    return folder


@pytest.fixture
def planted(copy, breach):
    """The copy with one breach in it, healed afterwards."""
    file = copy / breach.file
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = (before or "").replace(breach.instead_of, "") if breach.instead_of else before or ""
    file.write_text(kept + breach.text, encoding="utf-8")
    yield copy
    if before is not None:
        file.write_text(before, encoding="utf-8")
    else:
        file.unlink()
        for folder in (folder for folder in file.parents if folder.is_dir() and not any(folder.iterdir())):
            folder.rmdir()


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: f"{breach.rule.__name__}-{breach.complaint[:30]}")
def test_a_planted_breach_is_found(planted, breach):
    assert [line for line in breach.rule(planted) if breach.complaint in line] != []


def test_a_template_that_no_test_renders_is_found():
    names = set(templates(test_the_tree.TREE))
    found = rules.templates_no_test_renders(test_the_tree.TREE, names - {"base.html"})
    assert (len(names) > 20, found) == (True, ["base.html was rendered by no test"])


def test_every_rule_is_asked_and_has_a_breach():
    known = {name for name, rule in vars(rules).items() if returns(rule) == list[str]} - {"templates_no_test_renders"}
    tests = [test for name, test in vars(test_the_tree).items() if name.startswith("test_")]
    asked = {name for test in tests for name in test.__code__.co_names} & known
    assert (asked, {breach.rule.__name__ for breach in BREACHES}) == (known, known)


def returns(rule):
    return getattr(rule, "__annotations__", {}).get("return")
