"""What /wg why says of a drop is true: each reason arises in its own situation and in no other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.dialogue import DialogueStatus
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import TryLater
from bot.domain.person import PersonFacts
from handlers.slack.groups.why_words import reason
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting, channel
from tests.databases import WORKSPACE

MEMBERS = Audience.MEMBERS


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def kept_private(setting):
    setting.owe(setting.dialogue(audience=MEMBERS))
    return "C1"


def kept_closed(setting):
    setting.owe(setting.dialogue(audience=MEMBERS), kind="dialogue.begins")
    return "C1"


def too_late(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.now = dialogue.starts_at
    return "C1"


def too_late_to_try_again(setting):
    setting.owe(setting.dialogue(), until=NOW + timedelta(seconds=1))
    setting.messenger.trouble["C1"] = [TryLater("ratelimited")]
    return "C1"


def left_slack(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER", kind="dialogue.starting")
    setting.directory.people["UMEMBER"] = PersonFacts(user_id="UMEMBER", name="m", active=False)
    return "UMEMBER"


def not_theirs(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER", kind="dialogue.starting")
    setting.directory.channels["C1"] = channel("C1", "UCHAIR")
    return "UMEMBER"


def not_coming(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER", kind="dialogue.starting")
    return "UMEMBER"


def cancelled(setting):
    setting.owe(setting.dialogue(status=DialogueStatus.CANCELLED))
    return "C1"


def revised(setting):
    """For others than before, at the same time."""
    dialogue = setting.dialogue()
    setting.owe(replace(dialogue, revision=dialogue.revision + 1))
    return "C1"


def begun(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, until=dialogue.starts_at + HOUR)
    setting.now = dialogue.starts_at
    return "C1"


def reminder_off(setting):
    setting.owe(setting.dialogue(), kind="dialogue.reminder.37")
    return "C1"


def not_announced(setting):
    setting.owe(setting.dialogue(status=DialogueStatus.CANCELLED), kind="dialogue.cancelled")
    return "C1"


def not_cancelled(setting):
    setting.owe(setting.dialogue(), kind="dialogue.cancelled")
    return "C1"


def announced(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.announcement")
    setting.deliver()
    setting.owe(replace(dialogue, revision=2), kind="dialogue.announcement")
    return "C1"


def not_chair(setting):
    setting.owe(setting.dialogue(), kind="dialogue.closing", recipient="UMEMBER")
    return "UMEMBER"


def confirmed(setting):
    dialogue = setting.dialogue()
    with setting.database.transaction(WORKSPACE) as work:
        work.dialogues.change(replace(dialogue, attendance_confirmed_at=NOW))
    setting.owe(dialogue, kind="dialogue.attendance", recipient="UCHAIR")
    return "UCHAIR"


def digest(setting, kind="digest.preview", recipient="UCHAIR", weekday=0, revision=None):
    from bot.domain.delivery import Owed, SubjectType

    with setting.database.transaction(WORKSPACE) as work:
        group = replace(work.groups.get(setting.group.id), digest_weekday=weekday)
        work.groups.change(group)
        owed = Owed(
            kind=kind,
            subject_type=SubjectType.DIGEST,
            subject_id=str(group.id),
            occurrence="2026-12-07",
            revision=revision or group.digest_revision,
            recipient=recipient,
            due_at=NOW,
            useful_until=NOW + 9 * HOUR,
            audience=Audience.GROUP,
        )
        work.deliveries.owe([owed], NOW)
    return recipient


def not_chair_of_a_digest(setting):
    return digest(setting, recipient="UMEMBER")


def not_seen_as_chair(setting):
    """Convenor was removed from the channel: it cannot tell that the chair is in it."""
    del setting.directory.channels["C1"]
    return digest(setting)


def chair_who_left_the_channel(setting):
    setting.directory.channels["C1"] = channel("C1", "UMEMBER")
    return digest(setting)


def switched_off(setting):
    return digest(setting, weekday=None)


def rescheduled(setting):
    return digest(setting, revision=9)


def told_of_a_block(setting, kind):
    from bot.domain.delivery import Owed, SubjectType

    with setting.database.transaction(WORKSPACE) as work:
        owed = Owed(
            kind=kind,
            subject_type=SubjectType.GROUP,
            subject_id=str(setting.group.id),
            occurrence=f"C1@{NOW.isoformat()}",
            recipient="UCHAIR",
            due_at=NOW,
            useful_until=NOW + HOUR,
            audience=MEMBERS,
        )
        work.deliveries.owe([owed], NOW)
    return "UCHAIR"


def reachable(setting):
    return told_of_a_block(setting, "group.blocked")


def closed_again(setting):
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("C1", error="restricted_action", now=NOW)
    return told_of_a_block(setting, "group.reopened")


SITUATIONS = [
    (kept_private, DropReason.KEPT_PRIVATE),
    (kept_closed, DropReason.KEPT_CLOSED),
    (too_late, DropReason.TOO_LATE),
    (too_late_to_try_again, DropReason.TOO_LATE),
    (left_slack, DropReason.LEFT_SLACK),
    (not_theirs, DropReason.NOT_THEIRS),
    (not_coming, DropReason.NOT_COMING),
    (cancelled, DropReason.CANCELLED),
    (revised, DropReason.REVISED),
    (begun, DropReason.BEGUN),
    (reminder_off, DropReason.REMINDER_OFF),
    (not_announced, DropReason.NOT_ANNOUNCED),
    (not_cancelled, DropReason.NOT_CANCELLED),
    (announced, DropReason.ANNOUNCED),
    (not_chair, DropReason.NOT_CHAIR),
    (not_chair_of_a_digest, DropReason.NOT_CHAIR),
    (not_seen_as_chair, DropReason.NOT_SEEN_AS_CHAIR),
    (chair_who_left_the_channel, DropReason.NOT_SEEN_AS_CHAIR),
    (confirmed, DropReason.CONFIRMED),
    (switched_off, DropReason.SWITCHED_OFF),
    (rescheduled, DropReason.RESCHEDULED),
    (reachable, DropReason.REACHABLE),
    (closed_again, DropReason.CLOSED_AGAIN),
]


@pytest.mark.parametrize(("situation", "why"), SITUATIONS, ids=lambda one: str(one))
def test_the_reason_that_is_kept_is_the_one_of_its_situation(setting, situation, why):
    recipient = situation(setting)
    wanted = {row.id for row in setting.rows(recipient) if row.state is State.OWED}
    assert len(wanted) == 1
    setting.deliver()
    (row,) = (row for row in setting.rows(recipient) if row.id in wanted)
    assert (row.state, (row.error or "").partition(":")[0]) == (State.DROPPED, why)
    assert "Slack did not take it" not in reason(row.error, "D1")
