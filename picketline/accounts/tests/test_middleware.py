"""Public pages know nobody; the desk is kept by no browser and no proxy."""

import pytest
from django.test import Client, RequestFactory

from picketline.accounts.middleware import is_at_the_desk


@pytest.mark.parametrize(
    "path", ["/en/desk", "/en/desk/", "/de/desk/appeals/x/", "/pt-BR/desk/", "/zh-Hans/desk/account/"]
)
def test_the_desk_is_below_its_language(path):
    assert is_at_the_desk(RequestFactory().get(path))


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/desks/", "/desk/", "/en/appeals/desk/", "/en/appeals/x/desk/", "/EN/desk/", "//en/desk/"]
)
def test_everything_else_is_public(path):
    assert not is_at_the_desk(RequestFactory().generic("GET", path))


def test_a_public_page_sets_no_cookie_and_does_not_vary_by_cookie():
    response = Client().get("/en/")
    assert response.content == b"public"
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "no-store" not in response.headers.get("Cache-Control", "")


def test_a_public_page_is_the_same_for_somebody_who_is_signed_in(client, bilal, django_assert_num_queries):
    client.force_login(bilal)
    with django_assert_num_queries(0):
        signed_in = client.get("/en/")
    assert (signed_in.content, signed_in.headers) == (Client().get("/en/").content, Client().get("/en/").headers)


def test_a_public_page_that_does_not_exist_touches_no_session(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = Client().get("/en/nowhere/")
    assert response.status_code == 404
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_public_form_needs_no_csrf_cookie():
    assert Client(enforce_csrf_checks=True).post("/en/").status_code == 200


def test_the_desk_refuses_a_form_without_its_csrf_token(db):
    assert Client(enforce_csrf_checks=True).post("/en/desk/account/login/").status_code == 403


@pytest.mark.parametrize(
    "path", ["/en/desk/", "/en/desk/account/login/", "/en/desk/account/link/x/", "/en/desk/nowhere/"]
)
def test_nothing_at_the_desk_is_kept_by_a_browser_or_a_proxy(client, db, path):
    kept = client.get(path).headers["Cache-Control"]
    assert {"no-store", "private"} <= set(kept.split(", "))
