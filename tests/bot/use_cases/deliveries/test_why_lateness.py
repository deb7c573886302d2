"""Late by whose clock, and whether a closed channel was to blame."""

from bot.domain.delivery import SubjectType
from bot.use_cases.deliveries.lateness import came_late, sent_at
from tests.bot.use_cases.deliveries.post import CHANNEL, HOUR, sent
from tests.bot.use_cases.groups.hall import (
    AMARA,
    NOW,
    TANIS,
)
from tests.storage.records import kind_of


def test_late_because_the_channel_was_closed_or_because_convenor_was_away(post):
    post.dialogue()
    note = {"subject_type": SubjectType.GROUP, "subject_id": str(post.group.id)}
    closing = NOW - 40 * HOUR
    post.owe(
        AMARA,
        kind="group.blocked",
        occurrence=f"{CHANNEL}@{closing.isoformat()}",
        became=sent(),
        **note,
    )
    for hours, at in ((40, 20), (30, 20), (19, 18.99), (10, 5)):
        moment = NOW - at * HOUR
        due = NOW - hours * HOUR
        post.owe(kind="dialogue.reminder", minutes_before=hours, due=due, became=sent(moment))
    told = {str(line.row.minutes_before): line for line in post.why(TANIS).here}
    late = {hours: came_late(line.row) for hours, line in told.items()}
    assert late == {"40": True, "30": True, "19": False, "10": True}
    closed = {hours: line.late_since_closed for hours, line in told.items()}
    assert closed == {"40": True, "30": True, "19": False, "10": False}


def test_the_moment_of_a_message_is_slacks_own(post):
    post.dialogue()
    stamp = NOW - HOUR
    post.owe(became=sent(NOW, posted_ts=f"{stamp.timestamp():.6f}"), due=NOW - HOUR)
    post.owe(became=sent(NOW, posted_ts="1.000000"), kind="dialogue.moved", due=NOW - HOUR)
    post.owe(kind="dialogue.cancelled")
    moments = {kind_of(line.row): sent_at(line.row) for line in post.why(TANIS).here}
    assert moments == {
        "dialogue.reminder.1440": stamp,
        "dialogue.moved": NOW,
        "dialogue.cancelled": None,
    }
