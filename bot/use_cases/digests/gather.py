"""Gathers a digest: what happened, what is coming, and for a chair what needs them.

Counts and first lines come from the database, so that a flood costs little more than a quiet week.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import Audience, Dialogue, Group, Reader, zones
from bot.domain.action_item import NO_ORGANISATION, organisation_of
from bot.domain.digest import (
    LINES,
    LOOKS_AHEAD,
    LOOKS_BACK,
    WEEKS,
    Digest,
    Listed,
    NeedsChair,
    OrganisationTally,
    Section,
    WeekTally,
)
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.context import Context
from bot.use_cases.digests.entries import (
    action_entry,
    adoption_entry,
    decision_entry,
    dialogue_entry,
    practice_entry,
)
from bot.use_cases.identify import channel_reader, member_people

ByOwner = Mapping[tuple[int | None, str | None], int]
"""Actions by (owner's organisation, officer)."""

MOST_COMING = 500
"""Dialogues whose unanswered invitations are counted."""


def gather_digest(
    group: Group, context: Context, *, since: datetime | None = None, chair: Reader | None = None
) -> Digest:
    """The digest as `reader`, for a posting what the channel may be told, may see it.

    It covers the time from `since`, or from the end of the group's last posted one, or from a week
    of the group's calendar ago; to `now`.
    `chair`: adds what needs this chair, with their rights; who is in the channel is invited.
    """
    since = since or covered_until(group, context)
    week = _Week(group, context, since)
    held, unconfirmed = week.held()
    counted = {name: week.by_owner(query) for name, query in week.queries.items()}
    listed = {
        Section.COMING: week.coming(),
        Section.DECISIONS: week.decisions(),
        Section.HELD: held,
        **{name: week.actions(name, sum(counted[name].values())) for name in week.queries},
        Section.PRACTICES: week.practices(),
        Section.ADOPTIONS: week.adoptions(),
    }
    return Digest(
        since=since,
        until=context.now,
        listed=listed,
        tallies=week.tallies(counted),
        took_part=week.took_part() if held.total else (),
        unconfirmed=unconfirmed,
        weeks=week.weeks(),
        left_out=week.count_left_out(listed) if group.show_left_out else 0,
        needs=_needs_chair(group, chair, context) if chair else NeedsChair(),
    )


def covered_until(group: Group, context: Context) -> datetime:
    """Where the next digest of the group begins."""
    last = context.work.digests.last_posted(group.id)
    if last is not None:
        return last[1]
    return zones.resolve(zones.to_wall(context.now, group.zone) - LOOKS_BACK, group.zone)


@dataclass(frozen=True, slots=True)
class _Week:
    """The time that a digest of the group covers, for one reader."""

    group: Group
    context: Context
    since: datetime

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.since, self.context.now

    @property
    def queries(self) -> Mapping[Section, ActionQuery]:
        """What was done or dropped since is not newly logged."""
        here = ActionQuery(group_ids=[self.group.id], now=self.context.now, limit=LINES)
        return {
            Section.OVERDUE: replace(here, view=ActionView.OVERDUE),
            Section.DONE: replace(here, view=ActionView.DONE, settled=self.span),
            Section.LOGGED: replace(here, logged=self.span),
        }

    def coming(self) -> Listed:
        return self._starting(self.context.now, self.context.now + LOOKS_AHEAD)[0]

    def decisions(self) -> Listed:
        found, total = self.context.work.decisions.agreed_between(
            self.context.reader, [self.group.id], *self.span, limit=LINES
        )
        return Listed(entries=tuple(map(decision_entry, found)), total=total)

    def held(self) -> tuple[Listed, int]:
        """And of how many nobody has confirmed who was there."""
        listed, known = self._starting(*self.span)
        return listed, listed.total - known

    def _starting(self, since: datetime, until: datetime) -> tuple[Listed, int]:
        found, total, known = self.context.work.dialogues.starting_between(
            self.context.reader, [self.group.id], since, until, limit=LINES
        )
        return Listed(entries=tuple(map(dialogue_entry, found)), total=total), known

    def took_part(self) -> tuple[tuple[str, int], ...]:
        """(organisation, people), by name."""
        names = self._organisations()
        found: Counter[str] = Counter()
        for body, number in self.context.work.dialogues.took_part_between(
            self.context.reader, [self.group.id], *self.span
        ).items():
            found[names.get(body or 0, NO_ORGANISATION)] += number
        return tuple(sorted(found.items()))

    def actions(self, section: Section, total: int) -> Listed:
        found = self.context.work.actions.first(self.context.reader, self.queries[section])
        officers = {a.owner_user_id for a in found if a.owner_user_id is not None}
        people, names = self.context.work.people.by_ids(officers), self._organisations()
        return Listed(entries=tuple(action_entry(a, people, names) for a in found), total=total)

    def practices(self) -> Listed:
        found, total = self.context.work.practices.published_between(
            self.context.reader, [self.group.id], *self.span, limit=LINES
        )
        names = self._organisations()
        return Listed(entries=tuple(practice_entry(card, names) for card in found), total=total)

    def adoptions(self) -> Listed:
        work, reader = self.context.work, self.context.reader
        found, total = work.adoptions.begun_between(reader, self.group.id, *self.span, limit=LINES)
        names = self._organisations()
        cards = {a.number: work.practices.get(reader, a.number) for a in found}
        shown = ((card, use) for use in found if (card := cards[use.number]) is not None)
        entries = (adoption_entry(c, use, names.get(use.organisation_id, "")) for c, use in shown)
        return Listed(entries=tuple(entries), total=total)

    def by_owner(self, query: ActionQuery) -> ByOwner:
        return self.context.work.actions.count_by_owner(self.context.reader, query)

    def tallies(self, counted: Mapping[Section, ByOwner]) -> tuple[OrganisationTally, ...]:
        """By name; what nobody owns comes last."""
        by_owner = {
            "logged": counted[Section.LOGGED],
            "done": counted[Section.DONE],
            "overdue": counted[Section.OVERDUE],
            "open": self.by_owner(replace(self.queries[Section.OVERDUE], view=ActionView.OPEN)),
        }
        officers = {officer for found in by_owner.values() for _, officer in found if officer}
        people, names = self.context.work.people.by_ids(officers), self._organisations()
        sums: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
        for what, found in by_owner.items():
            for owner, number in found.items():
                sums[organisation_of(owner, people, names)][what] += number
        ordered = sorted(sums.items(), key=lambda one: (one[0] is None, one[0] or ""))
        return tuple(OrganisationTally(name=name, **sums_of) for name, sums_of in ordered)

    def weeks(self) -> tuple[WeekTally, ...]:
        """Weeks of the group's calendar, the last of them up to now."""
        zone, now = self.group.zone, self.context.now
        today = zones.to_wall(now, zone).date()
        this = today - timedelta(days=today.weekday())
        mondays = [this - timedelta(weeks=n) for n in reversed(range(WEEKS))]
        starts = [*(zones.start_of_day(monday, zone) for monday in mondays), now]
        work, reader = self.context.work, self.context.reader
        opened, closed = work.actions.count_by_week(reader, self.group.id, starts)
        return tuple(
            WeekTally(monday=monday, opened=o, closed=c)
            for monday, o, c in zip(mondays, opened, closed, strict=True)
        )

    def count_left_out(self, listed: Mapping[Section, Listed]) -> int:
        """How many records members would see beyond these."""
        members = channel_reader(self.group.id, members_only=True)
        theirs = replace(self, context=replace(self.context, reader=members))
        actions, queries = self.context.work.actions, tuple(self.queries.values())
        found = actions.count_any(members, queries)
        found -= actions.count_any(self.context.reader, queries)
        held, _ = theirs.held()
        parts = (theirs.coming, theirs.decisions, theirs.practices, theirs.adoptions)
        found += held.total + sum(part().total for part in parts)
        return found - sum(listed[s].total for s in listed if s not in self.queries)

    def _organisations(self) -> Mapping[int, str]:
        return self.context.work.organisations.names()


def _needs_chair(group: Group, chair: Reader, context: Context) -> NeedsChair:
    work, now = context.work, context.now
    coming, _, _ = work.dialogues.starting_between(
        context.reader, [group.id], now, now + LOOKS_AHEAD, limit=MOST_COMING
    )
    unowned = ActionQuery(group_ids=[group.id], unowned=True, now=now)
    return NeedsChair(
        unanswered=count_unanswered(coming, group, context),
        awaiting_review=work.practices.count_awaiting_review(chair, [group.id]),
        unowned=work.actions.count_any(chair, [unowned]),
    )


def count_unanswered(coming: Collection[Dialogue], group: Group, context: Context) -> int:
    """Invitations of people of the roster who are in the channel, may come, and have not said."""
    work, channel = context.work, context.presence.get(group.channel_id)
    if channel is None:
        return 0
    people = work.people.by_ids(channel.members).items()
    invited = {u for u, p in people if p.organisation is not None and p.active and not p.is_bot}
    members = invited & member_people(group, work=work)
    asked_to = ((d, members if d.audience is Audience.MEMBERS else invited) for d in coming)
    asked = {(dialogue.number, user_id) for dialogue, users in asked_to for user_id in users}
    return len(asked - work.rsvps.who_answered([d.number for d in coming]))
