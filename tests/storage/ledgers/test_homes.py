"""Opened Homes on both databases: when one is published, and what two processes note of it."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)


def test_it_is_published_after_each_opening_and_where_two_have_noted_theirs(database):
    with database.transaction("T1") as work:
        work.homes.note_opened("U0LIAM", NOW)
        (opened,) = work.homes.open_since(NOW)
        assert (opened.shows, opened.hash) == (None, None)
        work.homes.note_shown(opened, shows="one", published="h1")
    with database.transaction("T1") as work:
        one = work.homes.get("U0LIAM")
        assert (one.shows, one.hash) == ("one", "h1")
        work.homes.note_shown(one, shows="two", published="h2")
        work.homes.note_shown(one, shows="other", published="h3")
        both = work.homes.get("U0LIAM")
        assert (both.shows, both.hash) == (None, "h2")
        work.homes.note_shown(both, shows="two", published="h4")
        work.homes.note_opened("U0LIAM", SOON)
        assert work.homes.get("U0LIAM").shows is None
        assert not work.homes.open_since(SOON + timedelta(seconds=1))
    with database.transaction("T2") as work:
        assert work.homes.open_since(NOW) == ()


def test_those_that_were_left_are_known_until_they_show_what_they_must(database):
    with database.transaction("T1") as work:
        for user_id, at in (("U0LIAM", NOW), ("U0NORA", NOW), ("U0SORA", SOON)):
            work.homes.note_opened(user_id, at)
        work.homes.note_shown(work.homes.get("U0LIAM"), shows="nothing", published="h1")
        (left,) = work.homes.left_since(SOON, shows="nothing")
        assert left.user_id == "U0NORA"
        work.homes.note_shown(left, shows="nothing", published=None)
        assert work.homes.left_since(SOON, shows="nothing") == ()
