"""The answer to /wg why: what was owed to the channel and to the reader, each list in pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.group import Group
from bot.domain.reference import ACTION
from bot.domain.wording import count, shortened
from bot.use_cases.deliveries.why import AHEAD, BACK, Closed, Told, Why
from handlers.slack.features.groups.why_lines import TITLE, Context, message
from handlers.slack.features.groups.why_words import how_it_goes_on, reason
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import PAGE, confirm_header, paging

WHY = "wg.why"
HERE, OWN, ALL = "here", "own", "all"
"""The two lists as buttons name them, and the word for those that had nothing to say."""


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


def why_blocks(told: Why, turned: Turned, context: Context) -> list[kit.Block]:
    """Both lists, and before them what ends a waiting; at the end what was left out."""
    about, group = told.subject, told.group
    if about is not None and about.reference.startswith(ACTION):
        return _about_action(about.reference, about.title)
    blocks = [_closed_channel(one, closed, context) for one, closed in told.closed]
    if group is not None:
        subject = f"{about.reference} {shortened(about.title, TITLE)}, " if about else ""
        blocks += _here(told, turned, context, f"{subject}{group.name}")
        blocks.append(kit.divider())
    own = count(len(told.own), "message")
    blocks.append(confirm_header(f"To you, by direct message: {own}"))
    state = f"{OWN} {turned.here} {turned.asked}"
    blocks += _page(told.own, turned.own, context, name=OWN, state=state, named=group is None)
    return [*blocks, *_ending(told, turned, context)]


def _here(told: Why, turned: Turned, context: Context, heading: str) -> list[kit.Block]:
    if told.here is None:
        words = "Only people in the channel see what was owed to it."
        return [confirm_header(heading), kit.rich(kit.line(words))]
    state = f"{HERE} {turned.own} {turned.asked}"
    return [
        confirm_header(f"{heading}: {count(len(told.here), 'message')} to the channel"),
        *_page(told.here, turned.here, context, name=HERE, state=state, named=False),
    ]


def _page(
    lines: Sequence[Told], offset: int, context: Context, *, name: str, state: str, named: bool
) -> list[kit.Block]:
    """Ten lines from `offset`, or the last page where the list has become shorter."""
    if not lines:
        return [kit.rich(kit.line("There are none."))]
    start = min(offset, (len(lines) - 1) // PAGE * PAGE)
    return [
        *(message(line, context, named=named) for line in lines[start : start + PAGE]),
        *paging(f"{WHY}:{name}", offset=start, total=len(lines), state=state),
    ]


def _closed_channel(group: Group, closed: Closed, context: Context) -> kit.Block:
    since = kit.moment(closed.since, context.zone)
    words = f"I can't post in the channel of {group.name}: {reason(closed.error, '')}, since "
    ending = (
        ". What is due there waits while it is of use, and I try again by myself, at least every "
        f"six hours. {how_it_goes_on(closed.error)}"
    )
    return kit.rich(kit.line(words, since, ending.rstrip()))


def _about_action(reference: str, title: str) -> list[kit.Block]:
    words = (
        "No message is owed about one action alone: each owner's actions are told in their "
        "morning message. /wg why in a direct message with me shows yours."
    )
    return [confirm_header(f"{reference} {shortened(title, TITLE)}"), kit.rich(kit.line(words))]


def _ending(told: Why, turned: Turned, context: Context) -> list[kit.Block]:
    words = f"The latest due first. Times are yours ({context.zone})."
    if told.subject is None:
        words = f"From {BACK.days} days ago to {AHEAD.days} days ahead. {words}"
        if told.group is not None:
            words += " Your mornings and other groups: /wg why in a direct message with me."
    blocks = [kit.small(words)]
    if told.left_out:
        verb = "is" if told.left_out == 1 else "are"
        left_out = f"{count(told.left_out, 'message')} with nothing to say {verb} left out."
        everything = Turned(about=turned.about, everything=True)
        button = kit.button("Show them too", f"{WHY}:{ALL}", f"0 {HERE} 0 {everything.asked}")
        blocks += [kit.small(left_out), kit.actions(button)]
    return blocks
