"""/wg why as two lists, each message with what it is, when it was due and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import DropReason, Group
from bot.domain.delivery import BlockedRecipient, Delivery, State
from bot.domain.reference import ACTION
from bot.domain.wording import count, shortened
from bot.languages import N_, _, _n
from bot.use_cases.deliveries.lateness import came_late, sent_at
from bot.use_cases.deliveries.why import AHEAD, BACK, Told, Why
from handlers.slack.features.why.words import (
    OURS,
    how_it_goes_on,
    meanwhile_words,
    reason_words,
    title_of,
    try_words,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header
from handlers.slack.kit.common_blocks import PAGE, paging_buttons

WHY = "wg.why"
HERE, OWN, ALL = "here", "own", "all"
"""The two lists as buttons name them, and the word for those that had nothing to say."""
TITLE = 100
"""Twenty titles and their reasons stay well inside what Slack takes as one message."""

Parts = list[kit.Element | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The reader's zone, the moment, and all groups by id."""

    zone: str
    now: datetime
    groups: Mapping[int, Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What was asked for and how far each list is turned; travels in the buttons."""

    about: str = ""
    everything: bool = False
    here: int = 0
    own: int = 0

    @property
    def asked(self) -> str:
        """ "all D12", "- D12", "all" or "-"."""
        return f"{ALL if self.everything else '-'} {self.about}".strip()


def why_blocks(told: Why, turned: Turned, setting: Setting) -> list[kit.Block]:
    """Both lists, and before them what ends a waiting; at the end what was left out."""
    about, group = told.subject, told.group
    if about is not None and about.reference.startswith(ACTION):
        return _about_action(about.reference, about.title)
    blocks = [_closed_channel(one, closed, setting) for one, closed in told.closed]
    if group is not None:
        subject = f"{about.reference} {shortened(about.title, TITLE)}, " if about else ""
        blocks += _here(told, turned, setting, f"{subject}{group.name}")
        blocks.append(kit.divider())
    to_you = _("To you, by direct message: {messages}", messages=_number(told.own))
    blocks.append(confirm_header(to_you))
    state = f"{OWN} {turned.here} {turned.asked}"
    blocks += _page(told.own, turned.own, setting, name=OWN, state=state, named=group is None)
    return [*blocks, *_closing_blocks(told, turned, setting)]


def _here(told: Why, turned: Turned, setting: Setting, heading: str) -> list[kit.Block]:
    if told.here is None:
        none = kit.say("Only people in the channel see what was owed to it.")
        return [confirm_header(heading), kit.rich(none)]
    state = f"{HERE} {turned.own} {turned.asked}"
    number = _number(told.here)
    return [
        confirm_header("{subject}: {messages} to the channel", subject=heading, messages=number),
        *_page(told.here, turned.here, setting, name=HERE, state=state, named=False),
    ]


def _number(lines: Sequence[Told]) -> str:
    return count(len(lines), "message", "messages") if lines else _("no messages")


def _page(
    lines: Sequence[Told], offset: int, setting: Setting, *, name: str, state: str, named: bool
) -> list[kit.Block]:
    """Ten lines from `offset`, or the last page where the list has become shorter."""
    if not lines:
        return []
    start = min(offset, (len(lines) - 1) // PAGE * PAGE)
    return [
        *(message_block(line, setting, named=named) for line in lines[start : start + PAGE]),
        *paging_buttons(f"{WHY}:{name}", offset=start, total=len(lines), state=state),
    ]


def _closed_channel(group: Group, closed: BlockedRecipient, setting: Setting) -> kit.Block:
    since = kit.moment(closed.blocked_at, setting.zone)
    reason = reason_words(closed.error, "")
    said = _("I can't post in the channel of {group}: {reason}, since {moment}.")
    words = kit.fill_sentence(said, group=group.name, reason=reason, moment=since)
    waits = _(
        "What is due there waits while it can help, and I try again by myself, at least every six "
        "hours."
    )
    return kit.rich(kit.line(*words, f" {waits} {how_it_goes_on(closed.error)}".rstrip()))


def _about_action(reference: str, title: str) -> list[kit.Block]:
    said = kit.say(
        "No message is owed about one action alone: each owner's actions are told in their "
        "morning message. /wg why in a direct message with me shows yours."
    )
    return [confirm_header(f"{reference} {shortened(title, TITLE)}"), kit.rich(said)]


def _closing_blocks(told: Why, turned: Turned, setting: Setting) -> list[kit.Block]:
    words = [_("The latest comes first. Times are yours ({zone}).", zone=setting.zone)]
    if told.subject is None:
        span = _("The last {back} days and the next {ahead}.", back=BACK.days, ahead=AHEAD.days)
        words.insert(0, span)
        if told.group is not None:
            words.append(_("Your mornings and other groups: /wg why in a direct message with me."))
    blocks = [kit.small(" ".join(words))]
    if told.left_out:
        left_out = _n(
            "{number} message with nothing to say is left out.",
            "{number} messages with nothing to say are left out.",
            told.left_out,
        )
        everything = Turned(about=turned.about, everything=True)
        button = kit.button(_("Show them too"), f"{WHY}:{ALL}", f"0 {HERE} 0 {everything.asked}")
        blocks += [kit.small(left_out), kit.actions(button)]
    return blocks


def message_block(told: Told, setting: Setting, *, named: bool) -> kit.Block:
    """`named`: with the group's name, where the list spans several."""
    what, title = title_of(told.row, told.subject)
    group = setting.groups.get(told.subject.group_id or 0)
    first: Parts = [kit.bold(what), f" {shortened(title, TITLE)}" if title else ""]
    if named and group is not None:
        first.append(f" ({group.name})")
    return kit.rich(kit.line(*first), kit.line(*_fate_of(told, setting)))


def _fate_of(told: Told, setting: Setting) -> Parts:
    row = told.row
    due = kit.moment(row.due_at, setting.zone)
    if not isinstance(row, Delivery):
        said = _("Due {moment}. By direct message: {numbers}.")
        return kit.fill_sentence(said, moment=due, numbers=_count_states(row.states))
    match row.state:
        case State.SENT:
            fate = _sent_words(row, told, setting)
        case State.UNCERTAIN:
            fate = [_("Being checked: Slack's answer was lost.")]
        case State.SENDING:
            fate = [_("Being sent now.")]
        case State.DROPPED:
            fate = _dropped_words(row, told, setting)
        case State.OWED:
            return _waiting_words(row, told, setting)
    return kit.fill_sentence(_("Due {moment}. {fate}"), moment=due, fate=fate)


def _sent_words(row: Delivery, told: Told, setting: Setting) -> Parts:
    at = _clock(sent_at(row) or row.due_at, row.due_at, setting)
    again = row.attempt > 1
    said = _("Sent {when}, at the {attempt}.") if again else _("Sent {when}.")
    if came_late(row) and told.late_since_closed:
        said = _("Sent late, {when}: I could not post in the channel before.")
        if again:
            said = _("Sent late, {when}, at the {attempt}: I could not post in the channel before.")
    elif came_late(row):
        said = _("Sent late, {when}: Convenor was offline.")
        said = _("Sent late, {when}, at the {attempt}.") if again else said
    words = kit.fill_sentence(said, when=at, attempt=try_words(row.attempt))
    if row.unwanted:
        words.append(" " + _("A chair or the secretariat had it deleted since."))
    return words


def _dropped_words(row: Delivery, told: Told, setting: Setting) -> Parts:
    if row.error == DropReason.CANNOT_TELL:
        return [_("It may have been sent: {reason}.", reason=_(OURS[DropReason.CANNOT_TELL]))]
    it = told.subject.reference
    why = reason_words(row.error, it, row.detail)
    if row.error == DropReason.TOO_LATE:
        until = _moment(row.useful_until, row.due_at, setting)
        meanwhile = meanwhile_words(row.detail, it)
        said = _("Not sent: {reason} after {moment}{meanwhile}.")
        return kit.fill_sentence(said, reason=why, moment=until, meanwhile=meanwhile)
    if told.copies:
        why = _("{reason}: {numbers}", reason=why, numbers=_count_states(told.copies))
    ahead = row.due_at > setting.now
    words = N_("Will not be sent: {reason}.") if ahead else N_("Not sent: {reason}.")
    return [_(words, reason=why)]


def _waiting_words(row: Delivery, told: Told, setting: Setting) -> Parts:
    due, it = kit.moment(row.due_at, setting.zone), told.subject.reference
    if told.closed is not None:
        since = kit.moment(told.closed.blocked_at, setting.zone)
        reason = reason_words(told.closed.error, it)
        said = _("Due {moment}. Waiting since {since}: {reason}.")
        return kit.fill_sentence(said, moment=due, since=since, reason=reason)
    if row.due_at > setting.now:
        return kit.fill_sentence(_("Waiting until {moment}."), moment=due)
    if row.error is None or row.next_at is None:
        return kit.fill_sentence(_("Due {moment}. About to be sent."), moment=due)
    said = _("Due {moment}. Not sent yet: {reason}. The {attempt} is {when}.")
    reason = reason_words(row.error, it)
    attempt = try_words(row.attempt + 1)
    at = _clock(row.next_at, row.due_at, setting)
    return kit.fill_sentence(said, moment=due, reason=reason, attempt=attempt, when=at)


def _clock(at: datetime, due: datetime, setting: Setting) -> Parts:
    """ "at 14:00" on the day that it was due, else "on" and the whole date."""
    words = _("at {moment}") if _same_day(at, due, setting) else _("on {moment}")
    return kit.fill_sentence(words, moment=_moment(at, due, setting))


def _moment(at: datetime, due: datetime, setting: Setting) -> kit.Element:
    """Its hour alone on the day that it was due."""
    if not _same_day(at, due, setting):
        return kit.moment(at, setting.zone)
    short = kit.moment(at, setting.zone, "{time}")
    return short | {"fallback": f"{at.astimezone(ZoneInfo(setting.zone)):%H:%M}"}


def _same_day(at: datetime, due: datetime, setting: Setting) -> bool:
    local, day = (moment.astimezone(ZoneInfo(setting.zone)) for moment in (at, due))
    return local.date() == day.date()


def _count_states(states: Mapping[State, int]) -> str:
    """ "sent to 7 people, 1 waiting"."""
    number = {state: states.get(state, 0) for state in State}
    sent = count(number[State.SENT], "person", "people") if number[State.SENT] else _("nobody")
    parts = (
        (number[State.OWED] + number[State.SENDING], N_("{number} waiting")),
        (number[State.UNCERTAIN], N_("{number} being checked")),
        (number[State.DROPPED], N_("{number} not sent")),
    )
    rest = [_(words, number=many) for many, words in parts if many]
    return ", ".join([_("sent to {people}", people=sent), *rest])
