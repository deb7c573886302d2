"""A change of a dialogue is confirmed to the person who made it."""

from tests.bot.use_cases.dialogues.town import AMARA, LIAM, START
from tests.handlers.slack.features.dialogues.door import kept


def test_a_move_is_confirmed_with_both_times(scheduled):
    heard = scheduled.say(LIAM, "/dialogue move d1 to 9 Dec 15:00")
    assert kept(scheduled).starts_at == START.replace(day=9, hour=15)
    assert heard.words.startswith("Moved D1\nCSAM roundtable\nNow: <!date^")
    assert "Wednesday 9 December 2026, 15:00 (Europe/London, UTC+0)" in heard.words
    assert "Before: Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)" in heard.words
    assert "00:00 next day in Seoul (KCSC)" in heard.words


def test_a_move_by_someone_elsewhere_takes_their_zone(scheduled):
    scheduled.say(AMARA, "/dialogue move D1 to 10 Dec 09:00")
    assert kept(scheduled).zone == "Australia/Sydney"
    scheduled.say(AMARA, "/dialogue move D1 to 10 Dec 09:00 in Europe/Dublin")
    assert kept(scheduled).zone == "Europe/Dublin"
    assert f"{kept(scheduled).starts_at:%d %H:%M}" == "10 09:00"


def test_a_move_to_the_same_time_says_so(scheduled):
    heard = scheduled.say(LIAM, "/dialogue move D1 to 8 Dec 14:00")
    assert heard.words == (
        "D1 is on Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0) already. "
        "Nothing was changed."
    )
    assert kept(scheduled).revision == 1


def test_edit_that_changes_nothing_says_so(scheduled):
    form = scheduled.say(LIAM, "/dialogue edit D1")
    assert scheduled.submit(LIAM, form.view).words == "D1 stays as it is. Nothing was changed."


def test_cancel_by_words(scheduled):
    heard = scheduled.say(LIAM, "/dialogue cancel D1 because the report &amp; its annex are late")
    assert kept(scheduled).cancelled
    assert kept(scheduled).reason == "the report & its annex are late"
    assert heard.words.startswith("Cancelled D1\nCSAM roundtable\nIt was planned for <!date^")
    assert "Why: the report &amp; its annex are late" in heard.words
    again = scheduled.say(LIAM, "/dialogue cancel D1")
    assert "D1 is cancelled: the report &amp; its annex are late." in again.words
