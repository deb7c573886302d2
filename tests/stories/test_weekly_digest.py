"""A chair previews, posts and schedules digests; the weekly one keeps its local time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def digests(person):
    return [
        m
        for m in person.reads("#technology")
        if m.words.startswith("Technology: week of") and not m.ephemeral
    ]


def test_preview_then_post(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    amara.types("#technology", "/action add Draft the summary @liam")
    preview = amara.types("#technology", "/digest")
    assert preview.ephemeral
    assert "Draft the summary" in preview.words
    assert digests(denise) == []
    technology.restart()
    preview.press("Post to channel")
    technology.settle()
    (posted,) = digests(denise)
    assert "Draft the summary" in posted.words


def test_the_weekly_one_comes_by_itself_at_the_same_wall_time_through_a_clock_change(technology):
    spring = datetime(2027, 3, 28, tzinfo=UTC)
    while spring < technology.now + timedelta(days=9):
        spring += timedelta(days=364)
    technology.leap_to(spring - timedelta(days=9))
    amara = technology.person("amara")
    set_for = amara.types("#technology", "/digest weekly Tuesday 08:30").words
    assert "Tuesday" in set_for
    assert "08:30 (Europe/London" in set_for
    technology.restart()
    technology.advance(days=8)
    technology.restart()
    technology.advance(days=8)
    new = digests(amara)
    walls = [datetime.fromtimestamp(float(m.ts), UTC).astimezone(LONDON) for m in new]
    assert [(w.weekday(), w.hour, w.minute) for w in walls] == [(1, 8, 30)] * len(walls)
    assert len(walls) in (2, 3)
    assert len({w.utcoffset() for w in walls}) == 2, "one before the change, one after"

    amara.types("#technology", "/digest off")
    count = len(digests(amara))
    technology.advance(days=15)
    assert len(digests(amara)) == count


def test_it_holds_only_what_the_whole_channel_may_see(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    amara.types("#technology", "/action add Compare enforcement powers @liam for members")
    amara.types("#technology", "/action add Publish the reading list @liam")
    amara.types("#technology", "/digest post")
    technology.settle()
    (posted,) = digests(denise)
    assert "reading list" in posted.words
    assert "enforcement" not in posted.words


def test_only_chairs_ask_for_digests(technology):
    refused = technology.person("denise").types("#technology", "/digest post")
    assert "Only a chair of Technology" in refused.words
    assert digests(technology.person("denise")) == []
