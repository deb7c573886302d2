"""Checks before a change of a dialogue: it exists, the reader may, it is ahead, it fits."""

from datetime import datetime

from bot.domain import Act, Audience, Dialogue, Group, Reader, may
from bot.domain.audience import narrowest_audience
from bot.domain.dialogue import LONGEST_MINUTES
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import spell_minutes, spell_moment
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.refusals import chairs_in_words, demand_right

SHORTEST, LONGEST = 5, LONGEST_MINUTES
"""Minutes that a dialogue may last."""

_FOR = {
    Audience.MEMBERS: N_("members only"),
    Audience.GROUP: N_("the whole group"),
    Audience.NETWORK: N_("the whole network"),
}


def find_dialogue(number: int, *, reader: Reader, work: UnitOfWork) -> tuple[Dialogue, Group]:
    """The dialogue and its group; NotFound, in the usual words, for what is not theirs to see."""
    dialogue = work.dialogues.get(reader, number)
    if dialogue is None:
        raise NotFound.reference(render_reference(DIALOGUE, number))
    return dialogue, work.groups.of_record(dialogue.group_id)


def find_to_change(number: int, context: Context) -> tuple[Dialogue, Group]:
    """The same, of one that this reader may change now: theirs by right, planned and ahead."""
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    own = dialogue.created_by == context.reader.user_id
    demand_right(context, Act.CHANGE_DIALOGUE, group, own=own)
    if dialogue.cancelled:
        raise Refusal(" ".join((cancelled_words(dialogue), _("Nothing was changed."))))
    if dialogue.starts_at <= context.now:
        raise Refusal(
            "{reference} began on {began}. What has begun can't be moved, edited or "
            "cancelled any more.",
            reference=dialogue.reference,
            began=spell_moment(dialogue.starts_at, dialogue.zone),
        )
    return dialogue, group


def find_begun(
    number: int, act: Act, context: Context, *, cancelled: str, ahead: str
) -> tuple[Dialogue, Group]:
    """One that has begun, of a group in which the reader may do `act`.

    Refusal in the words for one that was `cancelled`, or that is still `ahead` of its start.
    """
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    demand_right(context, act, group)
    if dialogue.cancelled:
        raise Refusal(" ".join((cancelled_words(dialogue), _(cancelled))))
    if dialogue.starts_at > context.now:
        starts = spell_moment(dialogue.starts_at, dialogue.zone)
        raise Refusal(ahead, reference=dialogue.reference, starts=starts)
    return dialogue, group


def find_to_cancel(number: int, context: Context) -> tuple[Dialogue, Group]:
    """The same, or one that is over: that it did not take place only a chair can say."""
    dialogue, group = find_dialogue(number, reader=context.reader, work=context.work)
    if dialogue.cancelled or dialogue.ends_at > context.now:
        return find_to_change(number, context)
    if not may(context.reader, Act.CHANGE_DIALOGUE, group.id):
        only = _(
            "{reference} is over. Only a chair of {group} can say that it did not take place.",
            reference=dialogue.reference,
            group=group.name,
        )
        raise NotAllowed(f"{only} {chairs_in_words(group, context)}")
    return dialogue, group


def may_cancel_afterwards(dialogue: Dialogue, *, reader: Reader, now: datetime) -> bool:
    """Whether to offer that button: it is over, and `find_to_cancel` would let them."""
    over = not dialogue.cancelled and dialogue.ends_at <= now
    return over and may(reader, Act.CHANGE_DIALOGUE, dialogue.group_id)


def may_change(dialogue: Dialogue, *, reader: Reader, now: datetime) -> bool:
    """Whether to offer the buttons of change: `find_to_change` would let them."""
    own = dialogue.created_by == reader.user_id
    ahead = not dialogue.cancelled and dialogue.starts_at > now
    return ahead and may(reader, Act.CHANGE_DIALOGUE, dialogue.group_id, own=own)


def cancelled_words(dialogue: Dialogue) -> str:
    """ "D12 is cancelled: the report is late." """
    reference = dialogue.reference
    if not dialogue.reason:
        return _("{reference} is cancelled.", reference=reference)
    why = dialogue.reason.rstrip(".")
    return _("{reference} is cancelled: {reason}.", reference=reference, reason=why)


def checked_start(starts_at: datetime, zone: str, now: datetime) -> datetime:
    """A moment that is still ahead."""
    if starts_at <= now:
        when = spell_moment(starts_at, zone)
        raise NotValid(
            "{moment} is past. Please choose a time that is still ahead.", moment=when, field="date"
        )
    return starts_at


def checked_minutes(minutes: int) -> int:
    """A length between five minutes and a day."""
    if not SHORTEST <= minutes <= LONGEST:
        raise NotValid(
            "A dialogue lasts from {shortest} to {hours} hours.",
            shortest=spell_minutes(SHORTEST),
            hours=LONGEST // 60,
            field="minutes",
        )
    return minutes


def may_widen(group: Group, reader: Reader) -> bool:
    """Whether they may invite more people than the group's default: those who could change it."""
    return may(reader, Act.RUN_GROUP, group.id)


def checked_audience(audience: Audience, group: Group, context: Context) -> Audience:
    """An audience no wider than the group's default, or any for those who run the group."""
    usual = group.default_audience
    if narrowest_audience(audience, usual) is audience or may_widen(group, context.reader):
        return audience
    only = _(
        "Dialogues of {group} are for {usual}; they can be narrower. Only a chair can open one to "
        "{wider}.",
        group=group.name,
        usual=_(_FOR[usual]),
        wider=_(_FOR[audience]),
    )
    raise NotValid(f"{only} {chairs_in_words(group, context)}", field="audience")
