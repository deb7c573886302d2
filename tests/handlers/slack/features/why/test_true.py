"""What /wg why says of a drop is true: each reason arises in its own situation and in no other."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
from bot.domain.errors import TryLater
from bot.domain.group import ChannelReading, How
from bot.domain.message_kind import DropReason, MessageKind
from bot.domain.person import PersonFacts
from bot.use_cases.context import Context
from bot.use_cases.deliveries.recover import pack_facts
from bot.use_cases.dialogues.rules import revisions
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.drift.note_reading import note_reading
from bot.use_cases.drift.opened import GATHER, tell_opened
from handlers.slack.features.why.words import reason_words
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting, channel
from tests.databases import WORKSPACE

MEMBERS = Audience.MEMBERS
YESTERDAY = NOW.date() - timedelta(days=1)
ROOT = Path(__file__).resolve().parents[5]


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def kept_private(setting):
    setting.owe(setting.dialogue(audience=MEMBERS), minutes_before=1440)
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


def said_no(setting):
    dialogue = setting.dialogue()
    answer = Rsvp(
        user_id="UMEMBER", answer=RsvpAnswer.CANNOT, organisation_id=None, answered_at=setting.now
    )
    with setting.database.transaction(WORKSPACE) as work:
        work.rsvps.keep_answer(dialogue.number, answer)
    setting.owe(dialogue, recipient="UMEMBER", minutes_before=60)
    return "UMEMBER"


def not_in_channel(setting):
    """Convenor was removed: the member keeps a seat, and never answered the dialogue."""
    setting.owe(setting.dialogue(), recipient="UMEMBER", kind="dialogue.announcement")
    closed_channel(setting, "UCHAIR", "UMEMBER")
    return "UMEMBER"


def closed_channel(setting, *members):
    """Convenor was removed from the channel, in which it had last seen these."""
    reading = ChannelReading(
        channel_id="C1",
        name="technology",
        members=members,
        read_at=NOW,
        unreadable_since=NOW,
        why="channel_not_found",
    )
    setting.write(lambda work: work.channels.keep_reading(reading))
    setting.directory.channels["C1"] = None


def outsider_of_a_closed_channel(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER", kind="dialogue.starting")
    closed_channel(setting, "UCHAIR")
    return "UMEMBER"


def chair_outside_a_closed_channel(setting):
    closed_channel(setting, "UMEMBER")
    return digest(setting)


def not_secretariat(setting):
    notice = Owed(
        kind=MessageKind.RESTORED,
        subject_type=SubjectType.GROUP,
        subject_id="0",
        occurrence=pack_facts(NOW, [], 0),
        recipient="UMEMBER",
        due_at=NOW,
        useful_until=NOW + timedelta(days=1),
        audience=MEMBERS,
    )
    setting.write(lambda work: work.deliveries.owe([notice], NOW))
    return "UMEMBER"


def not_chair_of_an_opened_channel(setting):
    """The list of posts there was owed to a chair, who is no chair when it is sent."""
    where = Drifted(group=setting.group, work=None, now=NOW)
    setting.write(lambda work: note_reading("C1", channel("C1", "UCHAIR"), work=work, now=NOW))
    setting.write(lambda work: tell_opened(replace(where, work=work), How.PUBLIC))
    setting.write(lambda work: work.roles.end_terms(setting.group.id, "UCHAIR", YESTERDAY))
    setting.now += GATHER
    return "UCHAIR"


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
    setting.owe(setting.dialogue(), kind="dialogue.reminder", minutes_before=37)
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


def digest(setting, *, recipient="UCHAIR", weekday=0, revision=None, about=None):
    with setting.database.transaction(WORKSPACE) as work:
        group = replace(work.groups.get(setting.group.id), digest_weekday=weekday)
        work.groups.change(group)
        owed = Owed(
            kind="digest.preview",
            subject_type=SubjectType.DIGEST,
            subject_id=about or str(group.id),
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


def noted(setting, kind, occurrence):
    with setting.database.transaction(WORKSPACE) as work:
        owed = Owed(
            kind=kind,
            subject_type=SubjectType.GROUP,
            subject_id=str(setting.group.id),
            occurrence=occurrence,
            recipient="UCHAIR",
            due_at=NOW,
            useful_until=NOW + HOUR,
            audience=MEMBERS,
        )
        work.deliveries.owe([owed], NOW)
    return "UCHAIR"


def reachable(setting):
    return noted(setting, "group.blocked", f"C1@{NOW.isoformat()}")


def closed_again(setting):
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("C1", error="restricted_action", now=NOW)
    return noted(setting, "group.reopened", f"C1@{NOW.isoformat()}")


def has_chair(setting):
    return noted(setting, "group.no_chair", NOW.isoformat())


def nothing_dropped(setting):
    return noted(setting, "group.dropped", NOW.isoformat())


def no_group(setting):
    return digest(setting, about="999")


def moved(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    later = replace(dialogue, starts_at=dialogue.starts_at + HOUR, revision=2)
    with setting.database.transaction(WORKSPACE) as work:
        work.dialogues.change(later)
        for revision in (dialogue, later):
            revisions.keep_revision(revision, [], Context.system(work, NOW), who="UMEMBER")
    return "C1"


def nearer_reminder(setting):
    """A late one beside a later one that is due by now as well, which is sent."""
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=1440, until=dialogue.starts_at)
    setting.wait(hours=2)
    with setting.database.transaction(WORKSPACE) as work:
        work.groups.change(replace(setting.group, reminders=(1440, 60)))
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=60, due=NOW + HOUR)
    return "C1"


SITUATIONS = [
    (kept_private, DropReason.KEPT_PRIVATE),
    (kept_closed, DropReason.KEPT_CLOSED),
    (too_late, DropReason.TOO_LATE),
    (too_late_to_try_again, DropReason.TOO_LATE),
    (left_slack, DropReason.LEFT_WORKSPACE),
    (not_theirs, DropReason.NOT_THEIRS),
    (not_coming, DropReason.NOT_COMING),
    (said_no, DropReason.SAID_NO),
    (cancelled, DropReason.CANCELLED),
    (revised, DropReason.REVISED),
    (begun, DropReason.BEGUN),
    (reminder_off, DropReason.REMINDER_OFF),
    (not_announced, DropReason.NOT_ANNOUNCED),
    (not_cancelled, DropReason.NOT_CANCELLED),
    (announced, DropReason.ANNOUNCED),
    (not_chair, DropReason.NOT_CHAIR),
    (not_chair_of_a_digest, DropReason.NOT_CHAIR),
    (not_chair_of_an_opened_channel, DropReason.NOT_CHAIR),
    (not_seen_as_chair, DropReason.NOT_SEEN_AS_CHAIR),
    (chair_who_left_the_channel, DropReason.NOT_SEEN_AS_CHAIR),
    (confirmed, DropReason.CONFIRMED),
    (switched_off, DropReason.SWITCHED_OFF),
    (rescheduled, DropReason.RESCHEDULED),
    (reachable, DropReason.REACHABLE),
    (closed_again, DropReason.CLOSED_AGAIN),
    (has_chair, DropReason.HAS_CHAIR),
    (nothing_dropped, DropReason.NOTHING_DROPPED),
    (no_group, DropReason.NO_GROUP),
    (moved, DropReason.MOVED),
    (nearer_reminder, DropReason.NEARER_REMINDER),
    (not_in_channel, DropReason.NOT_IN_CHANNEL),
    (outsider_of_a_closed_channel, DropReason.NOT_THEIRS),
    (chair_outside_a_closed_channel, DropReason.NOT_SEEN_AS_CHAIR),
    (not_secretariat, DropReason.NOT_SECRETARIAT),
]
USE_CASES = "tests/bot/use_cases"
ELSEWHERE = {
    DropReason.CANNOT_TELL: f"{USE_CASES}/deliveries/test_reconcile.py",
    DropReason.NO_PERSON: f"{USE_CASES}/mornings/test_redraw.py",
    DropReason.HELD: f"{USE_CASES}/digests/test_hold.py",
    DropReason.POSTED_EARLY: f"{USE_CASES}/digests/test_hold.py",
    DropReason.TOLD: f"{USE_CASES}/dialogues/messages/test_notices.py",
    DropReason.NOTHING_SHIFTS: f"{USE_CASES}/dialogues/series/test_clock_change_notice.py",
    DropReason.SERIES_GOES_ON: f"{USE_CASES}/dialogues/messages/test_series_end_notice.py",
    DropReason.SENT_AGAIN: f"{USE_CASES}/practices/test_review.py",
    DropReason.NOT_PUBLISHED: f"{USE_CASES}/practices/test_review.py",
    DropReason.RENEWED: f"{USE_CASES}/practices/test_renew.py",
    DropReason.OTHER_CARD: f"{USE_CASES}/practices/test_spotlight.py",
    DropReason.NO_CARD: f"{USE_CASES}/practices/test_spotlight.py",
    DropReason.NOT_USED: f"{USE_CASES}/practices/test_adopt.py",
    DropReason.PLANNED_AGAIN: f"{USE_CASES}/mornings/test_plan.py",
    DropReason.OVERTAKEN: f"{USE_CASES}/decisions/test_notifications.py",
    DropReason.NOT_OWNER: f"{USE_CASES}/actions/test_notifications.py",
    DropReason.OTHER_DEPUTY: f"{USE_CASES}/roster/test_deputy_news.py",
    DropReason.IN_MORNING: f"{USE_CASES}/actions/test_notifications.py",
    DropReason.CHAIRS_AGAIN: f"{USE_CASES}/roster/test_notifications.py",
    DropReason.SET_UP_AGAIN: f"{USE_CASES}/groups/test_notifications.py",
    DropReason.NOTHING_TO_SAY: f"{USE_CASES}/mornings/test_redraw.py",
}
"""Situations that take more than this setting has, by the file that makes them."""


def name_of(one):
    return getattr(one, "__name__", str(one))


@pytest.mark.parametrize(("situation", "why"), SITUATIONS, ids=name_of)
def test_the_reason_that_is_kept_is_the_one_of_its_situation(setting, situation, why):
    recipient = situation(setting)
    wanted = min(row.id for row in setting.rows(recipient) if row.state is State.OWED)
    setting.deliver()
    (row,) = (row for row in setting.rows(recipient) if row.id == wanted)
    assert (row.state, row.error) == (State.DROPPED, why)
    assert "Slack did not take it" not in reason_words(row.error, "D1")


@pytest.mark.parametrize("why", DropReason)
def test_every_reason_has_a_situation_that_gives_rise_to_it(why):
    """A new reason fails here until somebody has shown when it is true."""
    if why in ELSEWHERE:
        text = (ROOT / ELSEWHERE[why]).read_text()
        assert f'"{why.value}' in text or f"DropReason.{why.name}" in text
    else:
        assert why in {one for _, one in SITUATIONS}
