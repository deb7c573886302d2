"""A chair previews, posts, holds and schedules digests; everybody can read them again."""

import urllib.request
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.evidence import button, pressed

LONDON = ZoneInfo("Europe/London")
TECH = "#technology"


def digests(person):
    return [
        m
        for m in person.reads("#technology")
        if m.words.startswith("Technology: digest") and not m.ephemeral
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
    assert posted.words.startswith("Technology: digest G1, ")
    assert "Draft the summary" in posted.words
    (picture,) = (block for block in posted.raw["blocks"] if block["type"] == "image")
    assert "1 opened, 0 closed" in picture["alt_text"]
    assert "Waited for: eSafety Commissioner: 1 open" in picture["alt_text"]
    address = technology.ground.sandbox.url + picture["slack_file"]["url"]
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.read().startswith(b"\x89PNG")


def test_nothing_is_new_in_two_digests_in_a_row_and_both_are_read_again(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    amara.types(TECH, "/action add Draft the summary @liam")
    amara.types(TECH, "/action add Book a room @liam")
    amara.types(TECH, "/digest off")
    amara.types(TECH, "/digest post")
    technology.settle()
    technology.advance(days=1)
    amara.types(TECH, "/action done A2")
    amara.types(TECH, "/action add Find a host @liam")
    amara.types(TECH, "/digest post")
    technology.settle()
    first, second = digests(denise)
    assert "Newly logged, and open (2)" in first.words
    assert "Newly logged, and open (1)" in second.words
    assert "A3 Find a host" in second.words
    assert "A1 Draft the summary" not in second.words
    assert "Done (1)\n• A2 Book a room" in second.words
    listed = denise.types(TECH, "/digest list")
    assert "2 digests, the newest first" in listed.words
    shown = listed.press("Show G1")
    assert "Newly logged, and open (2)" in shown.words, "as it was posted"
    assert "A2 Book a room" in shown.words
    found = denise.types(TECH, "/digest list hosts")
    assert "Technology: digest G2" in found.words
    assert "digest G1" not in found.words
    found = denise.types(TECH, "/wg find hosts").words
    assert "G2 Technology · " in found
    assert "G2 Technology: digest G2" not in found, "its number is said once"


def test_an_old_preview_says_that_it_is_old_and_posts_nothing(technology):
    amara, sina = technology.person("amara"), technology.person("sina")
    amara.types(TECH, "/digest off")  # the hour below may be that of the weekly one
    amara.types(TECH, "/action add Draft the summary @liam")
    old = amara.types(TECH, "/digest")
    amara.types(TECH, "/digest").press("Post to channel")
    technology.settle()
    technology.advance(hours=1)
    said = old.press("Post to channel")
    assert "This preview is old: G1 of Technology was posted since" in said.words
    assert "/digest preview shows what there is since." in said.words
    assert len(digests(sina)) == 1


def set_for_tomorrow(network):
    """Amara and Liam chair; they have their previews of the digest of tomorrow, 09:00."""
    amara = network.person("amara")
    amara.types(TECH, "/wg role @liam chair until 31 Dec 2027")
    amara.types(TECH, "/action add Draft the summary @liam")
    day = network.now + timedelta(days=1)
    amara.types(TECH, f"/digest weekly {day:%A} 09:00")
    seven = day.astimezone(LONDON).replace(hour=7, minute=5, second=0)
    network.leap_to(seven.astimezone(UTC))
    return [network.person(h).finds("@convenor", "Preview.") for h in ("amara", "liam")]


def test_one_chair_posts_it_now_and_the_other_hears_it(technology):
    hers, his = set_for_tomorrow(technology)
    denise = technology.person("denise")
    assert "Draft the summary" in hers.words
    hers.press("Post now")
    technology.settle()
    assert len(digests(denise)) == 1
    said = his.press("Hold this one")
    assert "was posted already, by @Amara Okonkwo on" in said.words
    technology.advance(hours=3)
    assert len(digests(denise)) == 1, "not once more at its hour"
    technology.advance(days=7)
    assert len(digests(denise)) == 2


def test_what_one_chair_holds_the_other_posts_knowing_it(technology):
    hers, his = set_for_tomorrow(technology)
    denise = technology.person("denise")
    hers.press("Hold this one")
    assert "is held now" in hers.again().words
    his.press("Post now")
    assert "was held already, by @Amara Okonkwo" in his.again().words
    technology.advance(hours=3)
    assert digests(denise) == []
    his.again().press("Post it all the same")
    technology.settle()
    assert len(digests(denise)) == 1


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        (["amara hold", "amara hold"], "was held already, by you"),
        (["amara hold", "liam hold"], "was held already, by @Amara Okonkwo"),
        (["amara post_now", "amara post_now"], "was posted already, by @Amara Okonkwo"),
        (["amara post_now", "liam post_now"], "was posted already, by @Amara Okonkwo"),
        (["amara hold", "liam post_held", "amara post_held"], "was posted already, by @Liam"),
    ],
    ids=lambda value: "-".join(value).replace(" ", "_") if isinstance(value, list) else "",
)
def test_a_second_press_of_either_chair_changes_nothing_and_says_why(technology, presses, told):
    """On an old copy of the preview, which has its buttons still."""
    preview, _his = set_for_tomorrow(technology)
    value = button(preview, "Hold")[1]["value"]
    denise = technology.person("denise")
    for one in presses:
        handle, act = one.split()
        said = pressed(technology, handle, f"digest.{act}", value, channel="@convenor")
        technology.settle()
    assert told in said.words
    technology.advance(hours=3)
    assert len(digests(denise)) == ("post" in " ".join(presses))


def test_the_next_one_is_held_by_words_long_before_its_preview(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    assert "Only a chair of Technology" in denise.types(TECH, "/digest hold").words
    day = technology.now + timedelta(days=2)
    amara.types(TECH, f"/digest weekly {day:%A} 09:00")
    held = amara.types(TECH, "/digest hold")
    assert "This digest of Technology is held now." in held.words
    assert "was held already, by you" in amara.types(TECH, "/digest hold").words
    assert "A chair has held that one" in amara.types(TECH, "/digest").words
    technology.advance(days=3)
    assert digests(denise) == []
    assert amara.finds("@convenor", "Preview. This digest") is None
    technology.advance(days=7)
    assert len(digests(denise)) == 1, "those after it come"
    assert "A chair has held that one" not in amara.types(TECH, "/digest").words
    amara.types(TECH, "/digest off")
    assert "Technology has no weekly digest." in amara.types(TECH, "/digest hold").words


def test_a_new_chair_gets_the_preview_and_a_former_one_does_not(technology):
    sina, amara = technology.person("sina"), technology.person("amara")
    day = technology.now + timedelta(days=2)
    amara.types(TECH, f"/digest weekly {day:%A} 09:00")
    sina.types(TECH, "/wg role @liam chair until 31 Dec 2027")
    sina.types(TECH, "/wg role @amara member")
    technology.advance(days=3)
    assert technology.person("liam").finds("@convenor", "Preview. This digest") is not None
    assert amara.finds("@convenor", "Preview. This digest") is None
    assert len(digests(amara)) == 1


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
    assert "enforcement" not in amara.types(TECH, "/digest show G1").words, "as it was posted"
    assert "No digest with “enforcement”" in denise.types(TECH, "/digest list enforcement").words


def test_only_chairs_ask_for_digests(technology):
    refused = technology.person("denise").types("#technology", "/digest post")
    assert "Only a chair of Technology" in refused.words
    assert digests(technology.person("denise")) == []
