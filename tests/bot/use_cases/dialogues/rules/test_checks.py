"""What is checked before a change of a dialogue, and when its buttons are offered."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotFound, NotValid, Refusal
from bot.use_cases.dialogues.rules.checks import (
    cancelled_words,
    checked_audience,
    checked_minutes,
    checked_start,
    find_to_cancel,
    find_to_change,
    may_cancel_afterwards,
    may_change,
)
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    ZOE,
)

EVERYBODY = (AMARA, LIAM, MINJI, NORA, PAT, GRACE, ZOE)
END = START + HOUR


def lets(find, town, user_id, now):
    try:
        find(1, town.by(user_id, now))
    except Refusal:
        return False
    return True


@pytest.mark.parametrize("cancelled", [False, True], ids=["planned", "cancelled"])
@pytest.mark.parametrize(
    "now", [NOW, START - MINUTE, START, END - MINUTE, END, END + 9 * DAY],
    ids=["early", "just before", "start", "running", "end", "over"],
)  # fmt: skip
def test_a_button_is_offered_where_pressing_it_would_do_something(town, now, cancelled):
    town.schedule()
    if cancelled:
        town.cancel(1)
    dialogue = town.kept(1)
    for user_id in EVERYBODY:
        reader = town.reader(user_id, now)
        offered = may_change(dialogue, reader=reader, now=now)
        assert offered is lets(find_to_change, town, user_id, now), user_id
        after = may_cancel_afterwards(dialogue, reader=reader, now=now)
        assert (offered or after) is lets(find_to_cancel, town, user_id, now), user_id
        assert not (offered and after)


def test_what_may_not_be_seen_is_not_found_whoever_made_it(town):
    town.schedule(audience=Audience.MEMBERS)
    for user_id in (NORA, PAT, ZOE):
        with pytest.raises(NotFound, match="I can't find D1 in a group you belong to"):
            find_to_change(1, town.by(user_id))


def test_a_reason_ends_with_one_full_stop(town):
    town.schedule()
    town.schedule(title="Another")
    town.cancel(1, reason="The report is late.")
    town.cancel(2)
    said = [cancelled_words(town.kept(number)) for number in (1, 2)]
    assert said == ["D1 is cancelled: The report is late.", "D2 is cancelled."]


def test_a_start_is_ahead():
    assert checked_start(NOW + MINUTE, "Asia/Seoul", NOW) == NOW + MINUTE
    with pytest.raises(NotValid, match=r"19:00 \(Asia/Seoul, UTC\+9\) is past") as refused:
        checked_start(NOW, "Asia/Seoul", NOW)
    assert refused.value.field == "date"


@pytest.mark.parametrize("minutes", [4, 1441])
def test_how_long_one_lasts(minutes):
    assert [checked_minutes(good) for good in (5, 1440)] == [5, 1440]
    with pytest.raises(NotValid, match="lasts from 5 minutes to 24 hours") as refused:
        checked_minutes(minutes)
    assert refused.value.field == "minutes"


@pytest.mark.parametrize("user_id", [LIAM, AMARA, GRACE])
def test_only_who_runs_the_group_opens_one_to_more_than_its_own_audience(town, user_id):
    runs = user_id != LIAM
    for group, usual in ((town.board, Audience.MEMBERS), (town.tech, Audience.GROUP)):
        for audience in Audience:
            wider = list(Audience).index(audience) > list(Audience).index(usual)
            if not wider or runs:
                assert checked_audience(audience, group, town.by(user_id)) is audience
                continue
            with pytest.raises(NotValid) as refused:
                checked_audience(audience, group, town.by(user_id))
            assert refused.value.field == "audience"
            assert refused.value.words.endswith("Chair: @amara.")
