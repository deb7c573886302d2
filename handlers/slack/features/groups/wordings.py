"""Words about groups that several answers share."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.countries import country_name
from bot.domain.group import Group, Term
from bot.domain.organisation import Organisation
from bot.domain.wording import count, listed, spell_day, spell_minutes, spell_weekday
from handlers.slack.kit import blocks as kit

_NAMED = 10


def mentioned(user_ids: Sequence[str]) -> list[kit.Element | str]:
    """People as a line's parts, for private answers; a long list ends "and 20 others"."""
    parts: list[kit.Element | str] = []
    for user_id in user_ids[:_NAMED]:
        parts += [", "] if parts else []
        parts.append(kit.person(user_id))
    more = len(user_ids) - _NAMED
    return [*parts, f" and {count(more, 'other')}"] if more > 0 else parts


def clock_words(now: datetime, zone: str) -> str:
    """ "Tuesday 14:05 (Asia/Seoul)": what a clock there shows now."""
    local = now.astimezone(ZoneInfo(zone))
    return f"{spell_weekday(local.weekday())} {local:%H:%M} ({zone})"


def organisation_words(organisation: Organisation) -> str:
    """ "Ofcom, a member organisation (United Kingdom, Europe/London)"."""
    article = "a" if organisation.kind == "member" else "an"
    where = f"{country_name(organisation.country)}, {organisation.zone}"
    return f"{organisation.name}, {article} {organisation.kind} organisation ({where})"


def term_words(term: Term, group: Group) -> str:
    """ "from Monday 7 December 2026 to …, both days included (Europe/London)"."""
    start = spell_day(term.starts_on)
    if term.ends_on is None:
        return f"from {start}, with no last day ({group.zone})"
    return f"from {start} to {spell_day(term.ends_on)}, both days included ({group.zone})"


def reminder_words(minutes: tuple[int, ...]) -> str:
    """ "1 week, 1 day and 1 hour before", or that there are none."""
    if not minutes:
        return "none in the channel"
    return f"{listed([spell_minutes(m) for m in minutes])} before, in the channel"
