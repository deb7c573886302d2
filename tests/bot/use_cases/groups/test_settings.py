"""What chairs can set: who may, what is owed again, and what a public channel cannot keep."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid
from bot.domain.group import MorningPart
from bot.use_cases.groups.settings import ChangeSettings, change_settings
from tests.bot.use_cases.groups.hall import AMARA, GETHIN, NOW, PRIVATE, PUBLIC, SINA, TANIS


@pytest.fixture
def group(hall):
    return hall.set_up(chairs=(AMARA,), digest_weekday=0, digest_time=time(9)).group


def wish(group, **changes):
    now = {
        "group_id": group.id,
        "default_audience": group.default_audience,
        "reminders": group.reminders,
        "digest_weekday": group.digest_weekday,
        "digest_time": group.digest_time,
        "spotlight_weekday": group.spotlight_weekday,
        "spotlight_time": group.spotlight_time,
        "show_left_out": group.show_left_out,
        "mornings": tuple(map(MorningPart, group.mornings)),
        "silence_hours": group.silence_hours,
        "silence_answers": group.silence_answers,
        "silence_more_days": group.silence_more_days,
        "observers_comment": group.observers_comment,
        "line_emoji": group.line_emoji or ("", "", ""),
    }
    return ChangeSettings(**(now | changes))


def change(hall, group, by=AMARA, channel=PRIVATE, **changes):
    presence = {group.channel_id: channel} if channel else {}
    return change_settings(wish(group, **changes), replace(hall.by(by), presence=presence))


def test_a_chair_and_the_secretariat_change_all_of_it(hall, group):
    done = change(
        hall,
        group,
        default_audience=Audience.MEMBERS,
        reminders=(60, 1440, 60),
        show_left_out=True,
        mornings=(MorningPart.UNOWNED,),
    )
    kept = hall.work.groups.get(group.id)
    assert done.changed
    assert done.group == kept
    assert (kept.default_audience, kept.reminders) == (Audience.MEMBERS, (1440, 60))
    assert (kept.show_left_out, kept.mornings) == (True, ("unowned",))
    assert (kept.name, kept.zone, kept.created_at) == (group.name, group.zone, group.created_at)
    assert change(hall, kept, by=SINA, mornings=()).changed
    assert not change(hall, hall.work.groups.get(group.id)).changed


@pytest.mark.parametrize("who", [GETHIN, TANIS], ids=["a member", "an observer"])
def test_nobody_else_does(hall, group, who):
    with pytest.raises(NotAllowed):
        change(hall, group, by=who, reminders=())
    with pytest.raises(NotFound):
        change(hall, replace(group, id=group.id + 99))


def test_another_hour_of_the_digest_is_owed_in_the_place_of_the_first(hall, group):
    change(hall, group, digest_weekday=2, digest_time=time(10))
    rows = hall.work.deliveries.of_recipient(group.channel_id, NOW)
    owed = [row.due_at for row in rows if row.state is State.OWED and "weekly" in row.kind]
    assert {(at.weekday(), at.hour) for at in owed} == {(2, 10)}


def test_the_spotlight_is_scheduled_and_switched_off(hall, group):
    done = change(hall, group, spotlight_weekday=2, spotlight_time=time(10), reminders=(60,))
    assert done.changed
    kept = hall.work.groups.get(group.id)
    assert (kept.spotlight_weekday, kept.spotlight_time) == (2, time(10))
    assert (kept.reminders, kept.spotlight_from) == ((60,), NOW)
    assert not change(hall, kept).changed
    assert change(hall, kept, spotlight_weekday=None).group.spotlight_weekday is None


def test_a_public_channel_keeps_nothing_for_members(hall, group):
    with pytest.raises(NotValid) as refused:
        change(hall, group, channel=PUBLIC, default_audience=Audience.MEMBERS)
    assert refused.value.field == "default_audience"
    assert change(hall, group, channel=None, reminders=()).changed


def test_what_proposals_need_is_set_and_nothing_that_is_not_offered(hall, group):
    said = {"silence_hours": 120, "silence_answers": 4, "observers_comment": True}
    done = change(hall, group, silence_more_days=5, **said).group
    assert (done.silence_hours, done.silence_answers, done.silence_more_days) == (120, 4, 5)
    assert done.observers_comment
    for field, odd in {"silence_hours": 1, "silence_answers": 91, "silence_more_days": 0}.items():
        with pytest.raises(NotValid) as refused:
            change(hall, done, **{field: odd})
        assert refused.value.field == field


def test_the_emoji_that_mark_messages_are_kept_by_name(hall, group):
    typed = (":Ballot_Box_with_check:", "", "+1::skin-tone-3:")
    done = change(hall, group, line_emoji=typed)
    assert done.group.line_emoji == ("ballot_box_with_check", "", "+1")
    assert hall.work.groups.get(group.id) == done.group
    assert change(hall, done.group, line_emoji=("", " ", "")).group.line_emoji == ()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("", "two words", ""), "emoji_action"),
        (("\N{WHITE HEAVY CHECK MARK}", "", ""), "emoji_decision"),
        (("memo", "", ":memo:"), "emoji_info"),
    ],
    ids=["words", "a sign", "twice"],
)
def test_what_is_no_emoji_is_refused_beside_its_field(hall, group, typed, field):
    with pytest.raises(NotValid) as refused:
        change(hall, group, line_emoji=typed)
    assert refused.value.field == field
