"""What a delivery about a group says: the greeting, and what its chairs must know."""

from datetime import datetime

from bot.domain.delivery import Delivery
from bot.domain.errors import NotFound
from bot.domain.group import Group
from bot.domain.letters import ChairNotice, Gone, Greeting, Letter
from bot.domain.reference import DIALOGUE, PRACTICE, read_reference
from bot.domain.roles import Act, Reader, may
from bot.domain.wording import shortened
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.giving import GIVEN, given_action
from bot.use_cases.dialogues import clock_changes
from bot.use_cases.groups.chair_news import CHAIRS, CHAIRS_NO_LONGER, chair_news
from bot.use_cases.groups.dropped import dropped_notice
from bot.use_cases.groups.greet import GREETING, inviter_of
from bot.use_cases.groups.introduce import SET_UP, introduction
from bot.use_cases.roster.terms import today_in

KEPT_PRIVATE = "group.kept_private"
BLOCKED = "group.blocked"
DROPPED = "group.dropped"

_NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "is_inactive"})
_ARCHIVED = frozenset({"is_archived", "channel_is_archived"})


def letter(delivery: Delivery, *, reader: Reader, work: UnitOfWork, now: datetime) -> Letter | Gone:
    """The letter as its recipient may read it now, or why it is not wanted any more.

    `group.kept_private` has what was kept as its occurrence ("D12"), `group.blocked` whom Slack
    does not let us reach ("C0123@…"), `group.dropped` since when it tells of what came too late.
    """
    if delivery.kind == GREETING:
        return _greeting(delivery, work=work, now=now)
    group = work.groups.get(int(delivery.subject_id))
    if group is not None and delivery.kind == clock_changes.CLOCK_CHANGE:
        return clock_changes.letter(delivery, group, reader=reader, work=work, now=now)
    if group is not None and delivery.kind == SET_UP:
        return introduction(delivery, group, work=work, now=now)
    if group is not None and delivery.kind in (CHAIRS, CHAIRS_NO_LONGER):
        return chair_news(delivery, group, work=work, now=now)
    if group is not None and delivery.kind == GIVEN:
        return given_action(delivery, group, reader=reader, work=work, now=now)
    if group is None or not may(reader, Act.RUN_GROUP, group.id):
        return Gone("chairs no longer")
    if delivery.kind == KEPT_PRIVATE:
        return _kept_private(delivery, group, reader=reader, work=work)
    if delivery.kind == DROPPED:
        return dropped_notice(delivery, group, reader=reader, work=work)
    return _blocked(delivery, group, work=work)


def _greeting(delivery: Delivery, *, work: UnitOfWork, now: datetime) -> Greeting:
    group = work.groups.by_channel(delivery.recipient)
    inviter = inviter_of(delivery.occurrence)
    chairs = work.roles.of(group.id).chairs_on(today_in(group, now)) if group else ()
    people = work.people.among(chairs)
    return Greeting(
        group=group,
        inviter=work.people.get(inviter) if inviter else None,
        chairs=tuple(people[c].name for c in chairs if c in people),
    )


def _kept_private(
    delivery: Delivery, group: Group, *, reader: Reader, work: UnitOfWork
) -> ChairNotice | Gone:
    title = _title(delivery.occurrence, reader=reader, work=work)
    if title is None:
        return Gone("not to be seen")
    return ChairNotice(
        group=group,
        words=(
            f"{title} is for members only. Not everyone who can read the channel of {group.name}, "
            "now or later, is of a member organisation, so I did not post it there. I sent it by "
            "direct message to the people of member organisations in the channel."
        ),
    )


def _title(typed: str, *, reader: Reader, work: UnitOfWork) -> str | None:
    """ "D12, “Age assurance”,": the thing as the chair may see it; None when they may not."""
    try:
        if typed.startswith(DIALOGUE):
            dialogue = work.dialogues.get(reader, read_reference(DIALOGUE, typed))
            return _named(typed, dialogue.title) if dialogue else None
        if typed.startswith(PRACTICE):
            practice = work.practices.get(reader, read_reference(PRACTICE, typed))
            return _named(typed, practice.title) if practice else None
    except NotFound:
        return None
    return "A message that was due"


def _named(reference: str, title: str) -> str:
    return f"{reference}, “{shortened(title, 150)}”,"


def _blocked(delivery: Delivery, group: Group, *, work: UnitOfWork) -> ChairNotice | Gone:
    recipient = delivery.occurrence.partition("@")[0]
    error = work.recipients.blocked().get(recipient)
    if error is None:
        return Gone("reachable again")
    waits = "What is due there waits for as long as it is useful."
    if recipient != group.channel_id:
        person = work.people.get(recipient)
        name = f"@{person.name}" if person else recipient
        words = f"Slack does not let me write to {name} ({error}). {waits}"
    elif error in _ARCHIVED:
        words = (
            f"The channel of {group.name} is archived, so I can't post there. {waits} "
            "I go on by myself when it is unarchived."
        )
    elif error in _NOT_THERE:
        words = (
            f"I am not in the channel of {group.name} any more, so I can't post there. {waits} "
            "Please type /invite @Convenor in it, and I go on."
        )
    else:
        words = (
            f"Slack does not let me post in the channel of {group.name} ({error}). {waits} "
            "Please check its settings with a Slack workspace admin."
        )
    return ChairNotice(group=group, words=words)
