"""The picture of a digest: its size, its words, and the memory that it takes."""

import struct
from datetime import date, datetime, timedelta

import pytest

from bot.domain.digest import Digest, OrganisationTally, WeekTally
from bot.domain.group import Group
from handlers.slack.features.digests import pictures
from tests.bot.use_cases.practices.network import DAY, TECH

UNTIL = datetime.fromisoformat("2026-11-30T09:00Z")
GROUP = Group(id=7, channel_id=TECH, name="Technology", zone="UTC", created_at=UNTIL)
MONDAY = date(2026, 11, 23)
TALLIES = (
    OrganisationTally(name="Ofcom", open=12, overdue=4),
    OrganisationTally(name="\u0647\u064a\u0626\u0629", open=5, overdue=5),
    OrganisationTally(name="방송통신위원회", open=3, overdue=1),
    OrganisationTally(name="KCSC", done=3),
    OrganisationTally(name=None, open=9_960, overdue=2),
)


def digest(*, tallies=TALLIES, weeks=6):
    tallied = (
        WeekTally(monday=MONDAY - n * 7 * DAY, opened=n * 300, closed=n) for n in range(weeks)
    )
    return Digest(
        since=UNTIL - timedelta(days=7), until=UNTIL, tallies=tallies, weeks=tuple(tallied)
    )


def size(png):
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("most", [0, 1, 5, 300], ids="{} names".format)
def test_it_is_as_wide_as_two_phones_and_never_much_higher(most):
    many = tuple(OrganisationTally(name=f"$_{n} x" * 9, open=n + 1) for n in range(most))
    width, height = size(pictures.draw_digest(digest(tallies=many)))
    assert width == 720
    assert height < 1_300


def test_its_words_say_all_that_it_shows_but_counted():
    said = pictures.picture_says(digest())
    assert "week of 2 Nov: 900 opened, 3 closed" in said
    assert "week of 23 Nov" not in said, "nothing was opened or closed in it"
    assert (
        "Waited for: \u0647\u064a\u0626\u0629: 5 open, 5 overdue; Ofcom: 12 open, 4 overdue" in said
    )
    assert "Nobody yet: 10k open, 2 overdue" in said
    assert "KCSC" not in said
    quiet = pictures.picture_says(digest(tallies=(), weeks=1))
    assert quiet == "Actions, none opened or closed in 1 week. Waited for: nobody."


def test_there_is_none_where_there_is_nothing_to_draw():
    assert pictures.digest_picture(digest(tallies=(), weeks=1), GROUP) is None
    drawn = pictures.digest_picture(digest(), GROUP)
    assert (drawn.name, drawn.title) == (
        "actions-2026-11-30.png",
        "Actions of Technology, week by week",
    )
