"""What chairs can set: reminders, the digest, the spotlight, mornings, the usual audience."""

from dataclasses import asdict, dataclass, replace
from datetime import time

from bot.domain import Act, Audience, Group, NotValid
from bot.domain.decision import MORE_DAYS, SHORTEST_HOURS
from bot.domain.group import MorningPart
from bot.domain.markers import LineKind, emoji_name
from bot.use_cases.context import Context
from bot.use_cases.digests.schedule import plan_group
from bot.use_cases.groups.set_up import change_group, demand_kept, place_for_group
from bot.use_cases.practices.spotlight import GroupChanged, ScheduleSpotlight, schedule_spotlight
from bot.use_cases.refusals import find_group_for

MOST_ANSWERS = 90
"""Answers that a group can ask for."""
_APART = ("group_id", "spotlight_weekday", "spotlight_time")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """The group's own fields as they are wished. `reminders` in minutes before; a weekday None: no
    weekly digest, or no spotlight."""

    group_id: int
    default_audience: Audience
    reminders: tuple[int, ...]
    digest_weekday: int | None
    digest_time: time
    spotlight_weekday: int | None
    spotlight_time: time
    show_left_out: bool
    mornings: tuple[MorningPart, ...]
    silence_hours: int
    silence_answers: int
    silence_more_days: int
    observers_comment: bool
    line_emoji: tuple[str, ...]
    """As typed, in the order of LineKind; "" for none."""


def change_settings(wish: ChangeSettings, context: Context) -> GroupChanged:
    """Keep them; what depends on them is owed again."""
    before = find_group_for(Act.RUN_GROUP, wish.group_id, context)
    if wish.default_audience is not before.default_audience:
        demand_kept(wish.default_audience, place_for_group(context.presence.get(before.channel_id)))
    _demand_offered(wish, before)
    weekday, at = wish.spotlight_weekday, wish.spotlight_time
    spotlight = ScheduleSpotlight(group_id=before.id, weekday=weekday, at=at)
    shown = schedule_spotlight(spotlight, context)
    before = shown.group
    kept = {name: value for name, value in asdict(wish).items() if name not in _APART}
    kept["reminders"] = tuple(sorted(set(wish.reminders), reverse=True))
    kept["mornings"] = tuple(part for part in MorningPart if part in wish.mornings)
    kept["line_emoji"] = _checked_emoji(wish.line_emoji)
    wanted = replace(before, **kept)
    if wanted == before:
        return GroupChanged(before, changed=shown.changed)
    group = change_group(before, wanted, context)
    plan_group(group, context)
    context.record("changed the group's settings", group.channel_id)
    return GroupChanged(group, changed=True)


def _checked_emoji(typed: tuple[str, ...]) -> tuple[str, ...]:
    """Their names; NotValid for what is none, and for one that would mark two things."""
    names: list[str] = []
    for kind, words in zip(LineKind, typed, strict=True):
        name = emoji_name(words)
        if name is None:
            raise NotValid(
                "Please write one emoji by its name, for example :ballot_box_with_check:.",
                field=f"emoji_{kind}",
            )
        if name and name in names:
            raise NotValid("Please choose another emoji: that one is taken.", field=f"emoji_{kind}")
        names.append(name)
    return tuple(names) if any(names) else ()


def _demand_offered(wish: ChangeSettings, before: Group) -> None:
    """NotValid for what the form does not offer."""
    offered = {
        "silence_hours": {*SHORTEST_HOURS, before.silence_hours},
        "silence_answers": range(MOST_ANSWERS + 1),
        "silence_more_days": {*MORE_DAYS, before.silence_more_days},
    }
    for field, choices in offered.items():
        if getattr(wish, field) not in choices:
            raise NotValid("Please choose one of the list.", field=field)
