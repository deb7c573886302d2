"""Changes to dialogue D1 and what its deliveries then say."""

from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, NOW, START

LATER = START + DAY + HOUR


def the(town, kind, *, revision=None):
    found = [row for row in town.deliveries(kind) if revision is None or row.revision == revision]
    assert len(found) == 1
    return found[0]


def last_about(town, kind, number):
    """The last one of this kind about the dialogue."""
    return [row for row in town.deliveries(kind) if row.subject_id == f"D{number}"][-1]


def said(town, delivery, reader=None, now=NOW):
    reader = reader or town.channel_reader()
    return notification_for(delivery, Context(reader=reader, work=town.work, now=now))


def moved(town, to=LATER, now=NOW, zone="Europe/London"):
    wish = MoveDialogue(number=1, starts_at=to, zone=zone)
    return move_dialogue(
        wish, Context(reader=town.reader(LIAM), work=town.work, now=now, presence=town.presence)
    ).after


def cancelled(town, now=NOW):
    wish = CancelDialogue(number=1, reason="the report is late")
    return cancel_dialogue(wish, Context(reader=town.reader(LIAM), work=town.work, now=now)).after
