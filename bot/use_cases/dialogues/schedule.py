"""Schedules a dialogue, and owes its announcement and reminders."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import Act, Audience, Dialogue, Group
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.errors import AskAgain
from bot.domain.limits import TITLE, checked_link, checked_text
from bot.domain.reference import DIALOGUE
from bot.domain.wording import spell_moment
from bot.domain.zones import to_wall
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.checks import checked_audience, checked_minutes, checked_start
from bot.use_cases.dialogues.rules.invited import invited_organisations
from bot.use_cases.refusals import demand_right

SAME_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDialogue:
    """`starts_at` is aware; `zone` the IANA zone it was read in. None in `audience`: the group's.
    `again_after`: the number of the one just scheduled, once the person has said "again"."""

    title: str
    starts_at: datetime
    zone: str
    minutes: int = DEFAULT_MINUTES
    link: str | None = None
    audience: Audience | None = None
    again_after: int | None = None


class JustScheduled(AskAgain):
    """The same title by the same person in this group, less than a minute ago."""

    def __init__(self, before: Dialogue) -> None:
        super().__init__(
            _(
                "You have just scheduled this title as {reference}, for {moment}. Do you want "
                "to schedule it again?",
                reference=before.reference,
                moment=spell_moment(before.starts_at, before.zone),
            )
        )
        self.before = before


def schedule_dialogue(wish: ScheduleDialogue, context: Context, *, group: Group) -> Dialogue:
    """The new dialogue; JustScheduled when it looks like the same one twice. The second press of
    one "again" gives what the first one made."""
    demand_right(context, Act.SCHEDULE_DIALOGUE, group)
    title = checked_text(wish.title, TITLE, field="title", what=_("The title"))
    starts_at = checked_start(wish.starts_at, wish.zone, context.now)
    audience = checked_audience(wish.audience or group.default_audience, group, context)
    link, minutes = checked_link(wish.link), checked_minutes(wish.minutes)
    twin = made_by_this_very_wish(wish.again_after, title, group, context)
    if twin is not None:
        return twin
    dialogue = Dialogue(
        number=context.work.numbers.take_next(DIALOGUE),
        group_id=group.id,
        title=title,
        wall=to_wall(starts_at, wish.zone),
        zone=wish.zone,
        starts_at=starts_at,
        minutes=minutes,
        link=link,
        audience=audience,
        created_by=context.reader.user_id,
        created_at=context.now,
    )
    context.work.dialogues.add(dialogue)
    organisations = invited_organisations(audience, group, context)
    invited.keep_revision(dialogue, organisations, context, who=context.reader.user_id)
    owed = schedule_messages.from_now_on(dialogue, group, (), context.now)
    context.work.deliveries.owe(owed, context.now)
    return dialogue


def ask_if_twice(title: str, group: Group, context: Context) -> None:
    """JustScheduled, or NotValid of the title, before anything else about the wish is asked."""
    title = checked_text(title, TITLE, field="title", what=_("The title"))
    made_by_this_very_wish(None, title, group, context)


def made_by_this_very_wish(
    again_after: int | None, title: str, group: Group, context: Context
) -> Dialogue | None:
    """What an earlier press of the same "again" made; JustScheduled if nobody was asked yet. For a
    series: its last dialogue; one wish made all of them."""
    first = context.work.dialogues.get(context.reader, again_after) if again_after else None
    since = first.created_at if first else context.now - SAME_AGAIN
    latest = context.work.dialogues.just_scheduled(context.reader.user_id, group.id, title, since)
    if latest is None:
        return None
    if first is None:
        series_id = latest.series_id
        raise JustScheduled(context.work.dialogues.of_series(series_id)[0] if series_id else latest)
    same = latest.series_id is not None and latest.series_id == first.series_id
    return latest if latest.number > first.number and not same else None
