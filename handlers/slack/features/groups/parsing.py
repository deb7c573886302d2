"""What was typed after /wg role, and what a set-up form holds, as wishes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from bot.dates.answers import Asked, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_day
from bot.domain import Audience, Group, NotValid, Refusal, Role
from bot.domain.group import MorningPart
from bot.domain.known_names import nearest_word
from bot.domain.markers import LineKind
from bot.domain.wording import shortened
from bot.languages import N_, _
from bot.use_cases.groups.give_role import GiveRole
from bot.use_cases.groups.set_up import SetUpGroup
from bot.use_cases.groups.settings import ChangeSettings
from handlers.slack.kit.slack_text import Mention, read_parts
from handlers.slack.request import read_number
from handlers.slack.request.carried_values import read_choice

ROLES = {role.value: role for role in (Role.CHAIR, Role.MEMBER, Role.OBSERVER)}
NEVER = "none"

_UNTIL = frozenset({"until", "till", "to"})
_LED_BY = frozenset({"", "as", "is", "to"})
_EXAMPLE = "/wg role @amara chair until 31 Mar 2027"


def read_role(raw: str, group: Group, frame: Frame) -> GiveRole | Asked:
    """`raw` as Slack sent it: one person, a role, and for a chair perhaps "until" and a day.

    Days are read in the writer's own zone. A Refusal says what could not be read. The ways of a
    question are texts for `raw`.
    """
    parts = read_parts(raw)
    people = [part.user_id for part in parts if isinstance(part, Mention)]
    words = " ".join(part for part in parts if isinstance(part, str)).split()
    while words and words[0].lower().strip(":=→-") in _LED_BY:
        words.pop(0)
    if not people:
        raise Refusal(
            "Please choose a person from the list that Slack shows after @, for example {command}.",
            command=_EXAMPLE,
        )
    if len(set(people)) > 1:
        raise Refusal("Please name one person at a time, for example {command}.", command=_EXAMPLE)
    if not words:
        raise Refusal("Please give a role too: chair, member or observer.")
    role = ROLES.get(words[0].lower())
    if role is None:
        raise Refusal(_unknown_role(words[0]))
    wish, rest = GiveRole(group=group, user_id=people[0], role=role), words[1:]
    if not rest:
        return wish
    if role is not Role.CHAIR:
        told = N_("I can't read “{words}” after {role}. Only a chair has a last day.")
        raise Refusal(told, words=shortened(" ".join(rest), 80), role=role)
    return _read_term(wish, rest, frame)


def typed_person(raw: str) -> str:
    """The words before the role, where nobody was picked from Slack's list; "" for none."""
    words = raw.split()
    before = [word.lower() in ROLES for word in words]
    return "" if "<" in raw or True not in before else " ".join(words[: before.index(True)])


def _unknown_role(word: str) -> str:
    meant = _("There are chair, member and observer.")
    if close := nearest_word(word, ROLES):
        meant = _("Did you mean “{word}”?", word=close)
    return _("I don't know the role “{word}”.", word=shortened(word, 40)) + f" {meant}"


def _read_term(wish: GiveRole, rest: list[str], frame: Frame) -> GiveRole | Asked:
    if rest[0].lower() not in _UNTIL or len(rest) == 1:
        raise Refusal(
            "I can't read “{words}” after chair. Please write until and a last day, for "
            "example {command}.",
            words=shortened(" ".join(rest), 80),
            command=_EXAMPLE,
        )
    term = read_day(" ".join(rest[1:]), frame)
    if isinstance(term, NotUnderstood):
        raise Refusal(term.told())
    if isinstance(term, Asked):
        head = f"<@{wish.user_id}> {Role.CHAIR.value} {rest[0]} "
        return replace(term, ways=tuple(replace(w, text=head + w.text) for w in term.ways))
    if term.besides:
        raise Refusal("A term ends with a day. Please give the last day alone, without a time.")
    return replace(wish, until=term.day)


def read_set_up(fields: Mapping[str, Any]) -> SetUpGroup:
    """The wish of a set-up form; the name and the zone are as typed."""
    name = fields.get("name") or ""
    zone = fields.get("zone") or ""
    chairs = tuple(fields.get("chairs") or ())
    return SetUpGroup(name=name, chairs=chairs, zone=zone, **_read_shared(fields))


def read_settings(fields: Mapping[str, Any], group_id: int) -> ChangeSettings:
    """The wish of the form that chairs have too."""
    asks = N_("Please choose the hour of the weekly spotlight.")
    weekday, at = _read_weekly(fields, "spotlight", asks)
    return ChangeSettings(
        group_id=group_id,
        spotlight_weekday=weekday,
        spotlight_time=at,
        show_left_out=bool(fields.get("left_out")),
        mornings=tuple(read_choice(MorningPart, p) for p in fields.get("mornings") or ()),
        silence_hours=read_number(fields.get("silence_hours") or ""),
        silence_answers=read_number(fields.get("silence_answers") or ""),
        silence_more_days=read_number(fields.get("silence_more_days") or ""),
        observers_comment=bool(fields.get("observers_comment")),
        line_emoji=tuple(fields.get(f"emoji_{kind}") or "" for kind in LineKind),
        **_read_shared(fields),
    )


def _read_shared(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What both forms ask for, by the wishes' own names."""
    weekday, at = _read_weekly(fields, "digest", N_("Please choose the hour of the weekly digest."))
    return {
        "default_audience": read_choice(Audience, fields.get("default_audience") or Audience.GROUP),
        "reminders": tuple(map(read_number, fields.get("reminders") or ())),
        "digest_weekday": weekday,
        "digest_time": at,
    }


def _read_weekly(fields: Mapping[str, Any], name: str, asks: str) -> tuple[int | None, time]:
    """The weekday of a form's two fields, None for never, and the hour, which `asks` asks for."""
    weekday = fields.get(f"{name}_weekday") or NEVER
    if weekday == NEVER:
        return None, time(9)
    try:
        return read_number(weekday), time.fromisoformat(fields.get(f"{name}_time") or "")
    except ValueError:
        raise NotValid(asks, field=f"{name}_time") from None
