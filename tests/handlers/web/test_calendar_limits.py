"""How often an address may be asked for, and what a flood of guesses does to the others."""

import pytest

from handlers.web.calendar_limits import Bucket, CalendarLimits, client_of


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def limits(clock):
    return CalendarLimits(
        burst=3, a_minute=6, unknown_burst=5, unknown_a_minute=60, most_kept=2, clock=clock
    )


def test_a_bucket_gives_what_it_holds_and_fills_again():
    bucket = Bucket.full(2, 0.5, 0.0)
    assert [bucket.take(0.0), bucket.take(0.0)] == [0.0, 0.0]
    assert bucket.take(0.0) == 2.0
    assert bucket.take(1.0) == 1.0
    assert bucket.take(2.0) == 0.0
    assert [bucket.take(1_000.0) for _ in range(3)] == [0.0, 0.0, 2.0], "never more than it holds"


def test_each_address_has_its_own(limits, clock):
    assert [limits.found("a") for _ in range(4)] == [0, 0, 0, 10]
    assert limits.found("b") == 0
    clock.now += 10
    assert limits.found("a") == 0


def test_each_client_has_its_own_guesses(limits, clock):
    assert [limits.not_found("192.0.2.1") for _ in range(7)] == [0, 0, 0, 0, 0, 1, 1]
    assert limits.not_found("192.0.2.2") == 0
    clock.now += 1
    assert limits.not_found("192.0.2.1") == 0


def test_a_flood_of_guesses_keeps_no_subscriber_out_even_from_the_same_address(limits):
    while limits.not_found("192.0.2.1") == 0:
        pass
    assert limits.found("mine") == 0, "which nobody has asked for before"


def test_no_more_than_so_many_are_kept(limits):
    for secret_hash in ("amaras", "liams", "minjis"):
        limits.found(secret_hash)
        limits.not_found(f"client of {secret_hash}")
    assert (len(limits._found), len(limits._clients)) == (2, 2)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "client"),
    [
        ([], 0, "10.0.0.1"),
        (["192.0.2.7"], 0, "10.0.0.1"),
        (["192.0.2.7"], 1, "192.0.2.7"),
        (["203.0.113.9, 192.0.2.7"], 1, "192.0.2.7"),
        (["203.0.113.9", "192.0.2.7, 10.0.0.2"], 2, "192.0.2.7"),
        ([], 2, "10.0.0.1"),
        (["not an address"], 1, "unknown"),
        (["2001:db8::1:2:3:4"], 1, "2001:db8::/64"),
    ],
)
def test_a_client_is_what_our_own_proxies_saw(forwarded, proxies, client):
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    assert client_of({"client": ("10.0.0.1", 5), "headers": headers}, proxies) == client
