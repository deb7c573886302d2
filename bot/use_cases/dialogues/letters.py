"""What a dialogue's deliveries say just before they are sent, with the recipient's own rights."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.domain.delivery import LATE_AFTER, Delivery, SubjectType
from bot.domain.dialogue import AHEAD_IN_PERSON, Dialogue
from bot.domain.group import Group
from bot.domain.letters import Announcement, ChangeNotice, Gone, Letter, Reminder
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.roles import Reader
from bot.domain.wording import spell_moment
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues import history, owing
from bot.use_cases.dialogues.local_times import out_of_hours
from bot.use_cases.dialogues.show import chairs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What every kind of letter about a dialogue is written from."""

    delivery: Delivery
    dialogue: Dialogue
    group: Group
    work: UnitOfWork
    now: datetime

    def facts(self) -> dict[str, Any]:
        """The fields that all letters share."""
        chairs = chairs_of(self.dialogue, self.group, work=self.work)
        organisations = history.invited_at_last(self.dialogue, work=self.work)
        return {
            "dialogue": self.dialogue,
            "group": self.group,
            "rsvps": self.work.rsvps.of(self.dialogue.number),
            "unsocial": out_of_hours(self.dialogue, organisations),
            "people": self.work.people.among(chairs),
            "chairs": chairs,
        }

    def posted(self, kind: str) -> tuple[Delivery, ...]:
        """Other deliveries of this kind that stand before the same recipient."""
        found = self.work.deliveries.posted(SubjectType.DIALOGUE, self.delivery.subject_id, kind)
        return tuple(
            d for d in found if d.recipient == self.delivery.recipient and d.id != self.delivery.id
        )


def letter(delivery: Delivery, *, reader: Reader, work: UnitOfWork, now: datetime) -> Letter | Gone:
    """The letter, or why it is not wanted any more."""
    number = read_reference(DIALOGUE, delivery.subject_id)
    dialogue = work.dialogues.get(reader, number)
    group = work.groups.get(dialogue.group_id) if dialogue else None
    if dialogue is None or group is None:
        return Gone("not theirs")
    subject = _Subject(delivery=delivery, dialogue=dialogue, group=group, work=work, now=now)
    if delivery.kind == owing.ANNOUNCEMENT:
        return _announcement(subject)
    if delivery.kind == owing.CANCELLED:
        return _cancelled(subject)
    if dialogue.cancelled:
        return Gone("cancelled")
    if delivery.revision != dialogue.revision:
        return Gone("moved")
    if dialogue.starts_at <= now:
        return Gone("begun")
    if delivery.kind == owing.MOVED:
        return _moved(subject)
    if delivery.kind == owing.STARTING:
        answered = work.rsvps.by_person(delivery.recipient, [number]).get(number)
        if answered is None or answered.answer not in owing.COMING:
            return Gone("no longer coming")
    elif int(delivery.kind.removeprefix(owing.REMINDER)) not in group.reminders:
        return Gone("reminder switched off")
    return Reminder(minutes_before=_minutes_before(subject), **subject.facts())


def _announcement(subject: _Subject) -> Announcement | Gone:
    """A posted one is refreshed whatever became of the dialogue; a new one must still invite."""
    if subject.delivery.slack_ts is None:
        if subject.dialogue.cancelled:
            return Gone("cancelled")
        if subject.dialogue.starts_at <= subject.now:
            return Gone("begun")
        if subject.posted(owing.ANNOUNCEMENT):
            return Gone("announced already")
    return Announcement(**subject.facts())


def _moved(subject: _Subject) -> ChangeNotice | Gone:
    """Says from when, as the recipient was last told, however often it moved in between."""
    told = [*subject.posted(owing.ANNOUNCEMENT), *subject.posted(owing.MOVED)]
    if not told:
        return Gone("not announced")
    last = max(delivery.revision for delivery in told)
    was = history.time_in_revision(subject.dialogue, last, work=subject.work)
    if was.starts_at == subject.dialogue.starts_at:
        return Gone("told already")
    return ChangeNotice(was=spell_moment(was.starts_at, was.zone), **subject.facts())


def _cancelled(subject: _Subject) -> ChangeNotice | Gone:
    if not subject.dialogue.cancelled:
        return Gone("not cancelled")
    if not subject.posted(owing.ANNOUNCEMENT):
        return Gone("not announced")
    return ChangeNotice(was=None, **subject.facts())


def _minutes_before(subject: _Subject) -> int:
    """As planned; for one that comes late, what is really left."""
    kind = subject.delivery.kind
    planned = int(kind.removeprefix(owing.REMINDER)) if kind != owing.STARTING else AHEAD_IN_PERSON
    left = subject.dialogue.starts_at - subject.now
    if timedelta(minutes=planned) - left <= LATE_AFTER:
        return planned
    return max(round(left / timedelta(minutes=1)), 1)
