"""Whatever can be put into a form: for tests that try anything."""

import os
from urllib.parse import urlencode

from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from picketline.gate import throttle

NIGHTLY = os.environ.get("PICKETLINE_TEST_NIGHTLY") == "1"
PERIL = [
    "", " ", "\0", "a\0b", "\r\n", "x\r\nBcc: all@example.org", "\u202egpj", "\u2066\u2069", "\ufeff",
    "\ufffd", "\uffff", "<script>alert(1)</script>", "{{ 7*7 }}", "{% now %}", "%s %(x)s {0}", "'; DROP TABLE x; --",
    "=1+1", "[your city]", "null",
    "-1", "0", "1e9", "NaN", "99999999999999999999", "2026-02-30", "0001-01-01", "9999-12-31", "٣", "١٢٣",
    "../../etc/passwd", "http://[", "https://[::1", "javascript:alert(1)", "\U0001f4a9" * 30, "é" * 7_000, "x" * 7_000,
    "anna@example.org", "a@b", "a@xn--a", "DE", "KZ", "en", "on", "1", "responsible",
]  # fmt: skip
TEXT = (
    st.sampled_from(PERIL)
    | st.text(max_size=40)
    | st.text(st.characters(categories=["Cc", "Cf", "Zs", "Mn"]), max_size=8)
)


def tried(times: int) -> settings:
    """So many forms, the same ones every time; at night ten times as many, others every night."""
    return settings(
        max_examples=10 * times if NIGHTLY else times,
        derandomize=not NIGHTLY,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def forms(usual: dict[str, object]) -> st.SearchStrategy[dict[str, list[str]]]:
    """Forms of which some fields are as they should be, and others missing, twice there, or anything whatever."""

    def field(value: object) -> st.SearchStrategy[list[str]]:
        proper = st.just([str(one) for one in value] if isinstance(value, list) else [str(value)])
        return proper | proper | proper | st.lists(TEXT, max_size=3)

    return st.fixed_dictionaries({name: field(value) for name, value in usual.items()})


def post(client, path: str, typed: dict[str, list[str]]):
    """The form as a browser sends it; limits of how often do not count here."""
    throttle.memory.storage.reset()
    return client.post(path, urlencode(typed, doseq=True), content_type="application/x-www-form-urlencoded")


class Undone:
    """What happens inside is taken back at the end; `changed` tells which tables have other rows now."""

    def __enter__(self):
        self.block = transaction.atomic()
        self.block.__enter__()
        self.before = rows()
        return self

    def __exit__(self, *_trouble):
        transaction.set_rollback(True)
        return self.block.__exit__(None, None, None)

    @property
    def changed(self) -> dict[str, int]:
        """Tables that differ, with the number of rows that came or went."""
        now = rows()
        return {name: len(now[name]) - len(found) for name, found in self.before.items() if now[name] != found}


def rows() -> dict[str, list[tuple]]:
    """Every row of every table of ours."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if not name.startswith(("django_", "auth_", "authorities_a", "authorities_c", "authorities_s")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
                found[name] = sorted(cursor.fetchall(), key=repr)
    return found
