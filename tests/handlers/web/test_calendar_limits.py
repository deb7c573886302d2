"""How often an address may be asked for, and what a flood of guesses does to the others."""

import pytest

from handlers.web.calendar_limits import Bucket, CalendarLimits


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
        burst=3, a_minute=6, unknown_burst=5, unknown_a_minute=60, most_known=2, clock=clock
    )


def ask(limits, secret, *, there=True):
    wait = limits.wait(secret)
    if wait == 0:
        (limits.found if there else limits.not_found)(secret)
    return wait


def test_a_bucket_gives_what_it_holds_and_fills_again():
    bucket = Bucket.full(2, 0.5, 0.0)
    assert [bucket.take(0.0), bucket.take(0.0)] == [0.0, 0.0]
    assert bucket.take(0.0) == 2.0
    assert bucket.take(1.0) == 1.0
    assert bucket.take(2.0) == 0.0
    assert [bucket.take(1_000.0) for _ in range(3)] == [0.0, 0.0, 2.0], "never more than it holds"


def test_each_address_has_its_own(limits, clock):
    assert [ask(limits, "a") for _ in range(4)] == [0, 0, 0, 10]
    assert ask(limits, "b") == 0
    clock.now += 10
    assert ask(limits, "a") == 0


def test_all_unknown_ones_share_one(limits, clock):
    asked = [ask(limits, f"guess {n}", there=False) for n in range(7)]
    assert asked == [0, 0, 0, 0, 0, 1, 1]
    clock.now += 1
    assert ask(limits, "another", there=False) == 0


def test_a_flood_of_guesses_keeps_nobody_out_who_was_in_before(limits):
    ask(limits, "mine")
    while ask(limits, "guess", there=False) == 0:
        pass
    assert ask(limits, "mine") == 0


def test_finding_an_address_takes_nothing_from_the_unknown(limits, clock):
    limits.most_known = 100
    assert [ask(limits, f"person {n}") for n in range(50)] == [0] * 50


def test_what_was_switched_off_is_unknown_again(limits):
    ask(limits, "mine")
    limits.not_found("mine")
    while ask(limits, "guess", there=False) == 0:
        pass
    assert limits.wait("mine") > 0


def test_no_more_than_so_many_are_kept_and_none_by_its_words(limits):
    for secret in ("amaras", "liams", "minjis"):
        ask(limits, secret)
    assert len(limits._known) == 2
    assert not any(secret in repr(limits) for secret in ("amaras", "liams", "minjis"))
