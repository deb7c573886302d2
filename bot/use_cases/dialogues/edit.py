"""Edits a dialogue's title, link, length and audience; its invitation is refreshed in place."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain import Audience, Dialogue, DropReason, Group, MessageKind, NotValid
from bot.domain.audience import channel_carries, is_narrower
from bot.domain.delivery import SubjectType
from bot.domain.limits import TITLE, checked_link, checked_text
from bot.languages import _
from bot.use_cases.audience_changes import demand_seen, redraw_posts_of
from bot.use_cases.context import Context
from bot.use_cases.dialogues import revise
from bot.use_cases.dialogues.messages.build import end_is_owed
from bot.use_cases.dialogues.messages.schedule_messages import owe_change
from bot.use_cases.dialogues.rules.checks import checked_audience, checked_minutes, find_to_change
from bot.use_cases.dialogues.rules.series_links import Scope, affected_dialogues
from bot.use_cases.identify import member_people

_WORDS = ("title", "minutes", "link", "audience")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditDialogue:
    """All that can be edited, changed or not. `told`: the mark of the opening that the person was
    shown, where this opens it to more people."""

    number: int
    title: str
    minutes: int
    link: str | None
    audience: Audience
    scope: Scope = Scope.ONE
    told: str = ""


def edit_dialogue(wish: EditDialogue, context: Context) -> revise.Changed:
    """Answers are kept. What reaches further changes the same words of the others; one that was
    given words of its own before keeps those. Widens asks before more people see any of them."""
    before, group = find_to_change(wish.number, context)
    wanted = replace(
        before,
        title=checked_text(wish.title, TITLE, field="title", what=_("The title")),
        minutes=checked_minutes(wish.minutes),
        link=checked_link(wish.link),
        audience=wish.audience,
    )
    changes = {f: getattr(wanted, f) for f in _WORDS if getattr(wanted, f) != getattr(before, f)}
    if not changes:
        return revise.Changed(before=before, after=before, group=group)
    if "audience" in changes:
        checked_audience(wanted.audience, group, context)
    parts = () if wish.scope is Scope.ONE else affected_dialogues(before, wish.scope, context)
    others: list[tuple[Dialogue, Dialogue]] = []
    kept: list[Dialogue] = []
    for part in parts:
        for row in part.rows:
            if row.number == before.number:
                continue
            # What was never edited on its own is as it is in the series, or in this one.
            known = {f: (getattr(before, f), getattr(part.series, f)) for f in changes}
            usual = {f: value for f, value in changes.items() if getattr(row, f) in known[f]}
            if len(usual) < len(changes):
                kept.append(row)
            edited = replace(row, **usual)
            if edited != row:
                others.append((row, edited))
    items_of, reader = context.work.agendas.of_dialogue, context.reader
    demand_seen([(before, wanted), *others], wish.told, lambda one: items_of(reader, one))
    editing = _Editing(group, context)
    after = editing.keep(before, wanted)
    for part in parts:
        context.work.series.change(replace(part.series, **changes))
    others = [(row, editing.keep(row, edited)) for row, edited in others]
    revise.refresh_opening(after.series_id, context)
    changed = revise.Changed(before=before, after=after, group=group, redrawn=editing.redrawn)
    if wish.scope is Scope.ONE or before.series_id is None:
        return changed
    series = context.work.series.get(before.series_id)
    changed = replace(changed, scope=wish.scope, series=series)
    return replace(changed, others=tuple(others), kept=tuple(kept))


@dataclass(slots=True)
class _Editing:
    group: Group
    context: Context
    redrawn: tuple[str, ...] = ()

    def keep(self, before: Dialogue, wanted: Dialogue) -> Dialogue:
        """The edited dialogue, kept, with what it owes if that is for others now."""
        group, work, now = self.group, self.context.work, self.context.now
        same_audience = wanted.audience is before.audience
        new_end = wanted.minutes != before.minutes and end_is_owed(before, now)
        if same_audience and not new_end:
            after = replace(wanted, sequence=before.sequence + 1, changed_at=now)
            work.dialogues.change(after)
            revise.refresh_invitations(after, work=work)
        else:
            if not same_audience:
                members = member_people(group, work=work)
                _check_nothing_stays_readable(wanted, group, members, self.context)
            untold = work.deliveries.withdraw(
                SubjectType.DIALOGUE,
                before.reference,
                why=DropReason.REVISED,
                now=now,
                kinds=[MessageKind.DIALOGUE_MOVED],
            )
            after = revise.revise_dialogue(before, wanted, group, self.context)
            if untold:  # what it tells is still to be told, if it has not gone out by then
                owe_change(MessageKind.DIALOGUE_MOVED, after, group, self.context)
        if is_narrower(after.audience, before.audience):
            self.redrawn += redraw_posts_of(after, work=work)
        detail = f"{before.title} -> {after.title}" if before.title != after.title else None
        seen_by_fewer = before if is_narrower(before.audience, after.audience) else after
        self.context.record("edited", seen_by_fewer, detail)
        return after


def _check_nothing_stays_readable(
    wanted: Dialogue, group: Group, members: Collection[str], context: Context
) -> None:
    """A posted invitation can't be taken back from those who read it: say so instead."""
    posted = context.work.deliveries.posted_about(
        SubjectType.DIALOGUE, wanted.reference, MessageKind.ANNOUNCEMENT
    )
    if not any(delivery.recipient == group.channel_id for delivery in posted):
        return
    channel = context.presence.get(group.channel_id)
    if channel is None or not channel_carries(wanted.audience, channel, members):
        raise NotValid(
            "{reference} is in the channel of {group} already, where others than members "
            "can read it. Please cancel it and schedule a new one for members only.",
            reference=wanted.reference,
            group=group.name,
            field="audience",
        )
