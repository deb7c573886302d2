"""The facts that every message about a dialogue is built from."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain import Dialogue, DropReason, Gone, Group, MessageKind, Organisation, Series
from bot.domain.audience import is_narrower
from bot.domain.delivery import Delivery, SubjectType, is_person
from bot.domain.dialogue import AgendaItem, ItemStatus, RsvpAnswer
from bot.domain.morning import ASKED
from bot.domain.notifications import End, LocalStart, NoLongerAsked, Turnout
from bot.domain.person import zone_of
from bot.domain.zones import to_wall
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.invited import invited_organisations, out_of_hours, turnout_of
from bot.use_cases.terms import names_of_chairs


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageContext(Context):
    """A delivery that is being looked at again, and the dialogue that it is about. Each kind asks
    for what it shows and no more: a thousand reminders fall due at once, and what only an
    invitation shows would have to be worked out for each."""

    delivery: Delivery
    dialogue: Dialogue
    group: Group

    def turnout(self) -> Turnout:
        rsvps = self.work.rsvps.of_dialogue(self.dialogue.number)
        if not rsvps:
            return Turnout()
        return turnout_of(rsvps, self.invited(), work=self.work)

    def unsocial(self) -> tuple[LocalStart, ...]:
        return out_of_hours(self.dialogue, self.invited(), self.work.holidays)

    def chairs(self) -> tuple[str, ...]:
        """Their names."""
        return names_of_chairs(self.group, self.dialogue.starts_at, self.work)

    def series(self) -> Series | None:
        """None where the recipient may see this date of it and not the series."""
        return self.work.series.seen_by(self.reader, self.dialogue.series_id)

    def agenda(self) -> tuple[tuple[AgendaItem, str], ...]:
        """A channel's post holds what its dialogue's readers may all see, whoever joins later."""
        private = is_person(self.delivery.recipient)
        wide = self.dialogue.audience
        accepted = [
            item
            for item in self.work.agendas.of_dialogue(self.reader, self.dialogue)
            if item.status is ItemStatus.ACCEPTED
            and (private or not is_narrower(item.audience, wide))
        ]
        names = self.work.people.names({item.presenter for item in accepted})
        return tuple((item, names.get(item.presenter, item.presenter)) for item in accepted)

    def invited(self) -> tuple[Organisation, ...]:
        """The organisations in the channel now; where that is not known, those of the last look."""
        if self.group.channel_id not in self.presence:
            return invited.invited_at_last(self.dialogue, work=self.work)
        return invited_organisations(self.dialogue.audience, self.group, self)

    def posted(self, kind: MessageKind, reference: str | None = None) -> tuple[Delivery, ...]:
        """Other deliveries of this kind that stand before the same recipient. About this dialogue,
        or about the one that is called `reference`."""
        about = reference or self.delivery.subject_id
        found = self.work.deliveries.posted_about(SubjectType.DIALOGUE, about, kind)
        mine = self.delivery
        return tuple(d for d in found if d.recipient == mine.recipient and d.id != mine.id)

    def why_revised(self) -> DropReason:
        """A new revision has another time, or the same one and is for others."""
        was = invited.time_in_revision(self.dialogue, self.delivery.revision, work=self.work)
        moved = was.starts_at != self.dialogue.starts_at
        return DropReason.MOVED if moved else DropReason.REVISED

    def answer(self) -> RsvpAnswer | None:
        """The recipient's own; None for a channel too."""
        number = self.dialogue.number
        found = self.work.rsvps.by_person(self.delivery.recipient, [number]).get(number)
        return found.answer if found else None

    def said_no(self) -> bool:
        return self.answer() is RsvpAnswer.CANNOT

    def in_morning(self) -> bool:
        """Whether the recipient's morning message of this day has asked about it."""
        person = self.work.people.get(self.delivery.recipient)
        if person is None or not is_person(self.delivery.recipient):
            return False
        today = to_wall(self.now, zone_of(person)).date()
        day = timedelta(days=1)
        since, before = self.now - 2 * day, today + day
        told = self.work.mornings.told_to(person.user_id, since=since, before=before)
        asked = (told.get((topic, self.dialogue.reference)) for topic in ASKED)
        return any(one.day == today for one in asked if one)

    def no_longer_asked(self) -> NoLongerAsked | None:
        """What takes the place of a posted message whose buttons would do nothing."""
        if self.delivery.posted_ts is None:
            return None
        if self.dialogue.cancelled:
            end = End.CANCELLED
        elif self.delivery.revision != self.dialogue.revision and (
            self.why_revised() is DropReason.MOVED
        ):
            end = End.MOVED
        else:
            return None
        return NoLongerAsked(dialogue=self.dialogue, group=self.group, end=end)

    @property
    def is_over(self) -> bool:
        """It is posted, and its dialogue has ended: it keeps its words and loses its buttons."""
        return self.delivery.posted_ts is not None and self.dialogue.ends_at <= self.now

    def gone_unless_ahead(self) -> Gone | None:
        """Why to say nothing, unless the dialogue is planned, unchanged and still ahead. What is
        posted follows a new revision at the same time: it may have been cancelled between."""
        if self.dialogue.cancelled:
            return Gone(DropReason.CANCELLED)
        if self.delivery.revision != self.dialogue.revision and self.delivery.posted_ts is None:
            return Gone(self.why_revised())
        if self.dialogue.starts_at <= self.now:
            return Gone(DropReason.BEGUN)
        return None
