"""Former revisions of a dialogue: when it was to start, and who was invited to it."""

from bot.domain.audience import Audience
from bot.use_cases.dialogues.rules.invited import (
    changed_along,
    invited_at_last,
    time_in_revision,
)
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.town import DAY, LIAM, NORA, START, TECH, channel

SEOUL = "Asia/Seoul"


def invited(town, number=1):
    return sorted(o.name for o in invited_at_last(town.kept(number), work=town.work))


def test_each_revision_keeps_its_time_and_zone(town):
    town.schedule()
    town.move(1, START + DAY, zone=SEOUL)
    town.move(1, START + 2 * DAY)
    dialogue = town.kept(1)
    told = [time_in_revision(dialogue, revision, work=town.work) for revision in (1, 2, 3)]
    assert [(one.starts_at, one.zone) for one in told] == [
        (START, "Europe/London"),
        (START + DAY, SEOUL),
        (START + 2 * DAY, "Europe/London"),
    ]
    unknown = time_in_revision(dialogue, 99, work=town.work)
    assert unknown == told[-1], "one that was never kept tells of the present"


def test_those_are_invited_who_were_there_at_the_last_time_or_audience(town):
    town.schedule()
    assert invited(town) == ["KCSC", "NCMEC", "Ofcom", "eSafety"]
    town.presence[TECH] = channel(TECH, {LIAM, NORA})
    town.edit(1, title="Another title")
    assert len(invited(town)) == 4, "only words have changed"
    town.edit(1, audience=Audience.MEMBERS)
    assert invited(town) == ["Ofcom"]
    town.move(1, START + DAY)
    assert invited(town) == ["Ofcom"]


def test_what_changed_with_another_one_is_told_there(town):
    town.schedule_series()
    town.move(2, START + 8 * DAY, scope=Scope.LATER)
    assert [changed_along(town.kept(n), work=town.work) for n in (1, 2, 3)] == [0, 0, 2]
    town.move(3, START + 20 * DAY)
    assert changed_along(town.kept(3), work=town.work) == 2, "its own move is no such change"
