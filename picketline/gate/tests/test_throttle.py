"""How often one network may do a thing, and whose network it is."""

import pytest
import time_machine
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from limits import RateLimitItemPerMinute

from picketline.gate import throttle
from picketline.gate.visitor import NO_ADDRESS, network_of


def visit(address="192.0.2.1", **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.fixture
def three_a_minute(monkeypatch, settings):
    """Three letters a minute, one web worker."""
    settings.WEB_WORKERS = 1
    monkeypatch.setitem(throttle.LIMITS, "write a letter", (RateLimitItemPerMinute, 3))
    throttle.limit_of.cache_clear()
    yield
    throttle.limit_of.cache_clear()


def waits(request, times):
    return [throttle.wait_seconds(request, "write a letter") for _time in range(times)]


def test_a_network_may_then_waits_then_may_again(three_a_minute):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        assert waits(visit(), 3) == [0, 0, 0]
        wait = waits(visit(), 1)[0]
        assert 1 <= wait <= 61
        now.shift(wait)
        assert waits(visit(), 1) == [0]


def test_a_refused_visit_is_not_counted(three_a_minute):
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as now:
        waits(visit(), 3)
        now.shift(30)
        assert all(waits(visit(), 5))
        now.shift(31)
        assert waits(visit(), 3) == [0, 0, 0]


def test_another_network_does_not_wait(three_a_minute):
    waits(visit(), 3)
    assert waits(visit("198.51.100.1"), 1) == [0]


def test_neighbours_share_one_limit(three_a_minute):
    waits(visit("192.0.2.1"), 3)
    assert all(waits(visit("192.0.2.254"), 1))


def test_what_one_does_does_not_count_against_another_act(three_a_minute):
    waits(visit(), 3)
    assert throttle.wait_seconds(visit(), "open a link") == 0


@pytest.mark.parametrize(("workers", "times"), [(1, 60), (2, 30), (100, 1)])
def test_the_limit_is_shared_out_among_the_web_workers(settings, workers, times):
    settings.WEB_WORKERS = workers
    throttle.limit_of.cache_clear()
    assert throttle.limit_of("write a letter").amount == times
    throttle.limit_of.cache_clear()


def test_a_visitor_has_another_key_every_day_and_no_key_is_an_address():
    with time_machine.travel("2026-03-01 23:59Z", tick=False) as now:
        today = throttle.visitor_key(visit())
        assert throttle.visitor_key(visit()) == today
        assert set(today) <= set("0123456789abcdef")
        now.shift(120)
        assert throttle.visitor_key(visit()) != today


@given(st.ip_addresses(v=4))
def test_an_ipv4_visitor_is_known_by_24_bits(address):
    assert network_of(visit(str(address))) == f"{str(address).rpartition('.')[0]}.0/24"


@given(st.ip_addresses(v=6))
def test_an_ipv6_visitor_is_known_by_48_bits(address):
    network = network_of(visit(str(address)))
    expected = "0/24" if address.ipv4_mapped else "/48"
    assert network.endswith(expected)


def test_two_ipv6_addresses_of_one_household_are_one_visitor():
    assert network_of(visit("2001:db8:1::1")) == network_of(visit("2001:db8:1:ffff::9")) == "2001:db8:1::/48"
    assert network_of(visit("2001:db8:2::1")) == "2001:db8:2::/48"


def test_an_ipv4_address_in_ipv6_clothes_is_an_ipv4_visitor():
    assert network_of(visit("::ffff:192.0.2.77")) == "192.0.2.0/24"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "203.0.113.9", "192.0.2.0/24"),
        (1, "203.0.113.9", "203.0.113.0/24"),
        (1, "10.9.8.7, 203.0.113.9", "203.0.113.0/24"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.0/24"),
        (2, "10.9.8.7, 203.0.113.9, 198.51.100.1", "203.0.113.0/24"),
        (2, "203.0.113.9", NO_ADDRESS),
        (1, "", NO_ADDRESS),
        (1, "nonsense", NO_ADDRESS),
        (1, "203.0.113.9:4711", NO_ADDRESS),
    ],
)
def test_only_as_many_proxies_are_believed_as_are_named(settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    assert network_of(visit("192.0.2.1", **{"X-Forwarded-For": forwarded})) == network


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_whatever_stands_in_the_header_a_direct_visitor_keeps_her_own_network(typed):
    assert network_of(visit("192.0.2.1", **{"X-Forwarded-For": typed})) == "192.0.2.0/24"


def test_a_visitor_without_an_address_is_one_of_all_those():
    assert network_of(visit("")) == NO_ADDRESS
