"""The network of the tests of dialogues: a mixed group, a members' one, and who is in them."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import ClassVar

from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import RsvpAnswer
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.dialogues.answer import AnswerDialogue, answer_dialogue
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.edit import EditDialogue, edit_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from bot.use_cases.identify import channel_reader
from tests.bot.use_cases.opening import having_seen
from tests.network import (
    AMARA,
    BOARD,
    DAY,
    DIRECT,
    GRACE,
    HOUR,
    LIAM,
    LOBBY,
    MINJI,
    MINUTE,
    NORA,
    PAT,
    TECH,
    ZOE,
    Network,
    channel,
)
from tests.storage.records import kind_of

__all__ = ["DAY", "DIRECT", "GRACE", "HOUR", "LOBBY", "MINJI", "NORA", "PAT", "ZOE", "channel"]

NOW = Network.NOW
START = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)
"""A Tuesday, 23:00 in Seoul and 01:00 the next day in Sydney."""
WEEK = 7 * DAY
SIX = {"rule": Rule(frequency=Frequency.WEEKLY, count=6)}
"""The wish for a series of six weeks."""


class Town(Network):
    """Amara chairs both; nobody of Arcom is in any channel."""

    CAST = (*Network.CAST, ZOE)
    BODIES = ("eSafety", "Ofcom", "KCSC", "Arcom", "NCMEC")
    ROOMS: ClassVar = {TECH: Network.ROOMS[TECH], BOARD: (AMARA, {AMARA, LIAM})}

    def schedule(self, user_id=LIAM, *, group=None, now=NOW, **wish):
        group = group or self.tech
        fields = {"title": "CSAM roundtable", "starts_at": START, "zone": "Europe/London"}
        return schedule_dialogue(
            ScheduleDialogue(**{**fields, **wish}),
            self.by(user_id, now),
            group=group,
        )

    def schedule_series(self, user_id=LIAM, *, group=None, now=NOW, **wish):
        """Every week on Tuesday at 14:00 in London, from START on, unless told otherwise."""
        group = group or self.tech
        fields = {
            "title": "CSAM roundtable",
            "first": START.date(),
            "rule": Rule(frequency=Frequency.WEEKLY),
            "slots": (Slot(clock=time(14), zone="Europe/London"),),
        }
        return schedule_series(
            ScheduleSeries(**{**fields, **wish}),
            self.by(user_id, now),
            group=group,
        )

    def move(self, number, to, user_id=LIAM, *, scope=Scope.ONE, zone="Europe/London", now=NOW):
        return move_dialogue(
            MoveDialogue(number=number, starts_at=to, zone=zone, scope=scope),
            self.by(user_id, now),
        )

    def cancel(self, number, user_id=LIAM, *, scope=Scope.ONE, reason=None, now=NOW):
        return cancel_dialogue(
            CancelDialogue(number=number, reason=reason, scope=scope),
            self.by(user_id, now),
        )

    def edit(self, number, user_id=LIAM, *, scope=Scope.ONE, now=NOW, **changes):
        kept = self.kept(number)
        words = {f: getattr(kept, f) for f in ("title", "minutes", "link", "audience")}
        context = self.by(user_id, now)
        wish = EditDialogue(number=number, scope=scope, **{**words, **changes})
        return having_seen(
            lambda w: edit_dialogue(w, replace(context, presence=self.presence)), wish
        )

    def answer(self, user_id, number, said=RsvpAnswer.GOING, now=NOW, delegate=None):
        return answer_dialogue(
            AnswerDialogue(number=number, answer=said, delegate_user_id=delegate),
            self.by(user_id, now),
            person=self.identified(user_id, now)[0],
        )

    def rows(self, *series_ids):
        """Every row of these series, by number."""
        found = [row for each in series_ids for row in self.work.dialogues.of_series(each)]
        return sorted(found, key=lambda row: row.number)

    def kept(self, number):
        """The row, as the secretariat sees it."""
        return self.work.dialogues.get(self.reader(GRACE), number)

    def deliveries(self, kind="", *, state=None):
        """Every delivery about dialogues whose kind begins so, the earliest due first."""
        found = [
            row
            for row in self.of_recipients()
            if row.subject_type is SubjectType.DIALOGUE
            and kind_of(row).startswith(kind)
            and (state is None or row.state is state)
        ]
        return sorted(found, key=lambda row: (row.due_at, row.id))

    def owed(self, kind=""):
        return self.deliveries(kind, state=State.OWED)

    def post_due(self, now):
        """Settle all that is due as the loop would, one `ts` each; what was posted."""
        posted = []
        while claimed := self.work.queue.claim_due(now, lease_until=now + MINUTE, limit=50):
            for row in claimed:
                self.work.queue.settle_row(
                    row, State.SENT, now, posted_channel=row.recipient, posted_ts=f"{row.id}.0"
                )
                posted.append(row)
        return posted

    def stale(self):
        """What waits to be refreshed, and then waits no more."""
        rows = self.work.queue.stale_posts(NOW, until=NOW, limit=50)
        for row in rows:
            self.work.queue.note_refreshed(row)
        return rows

    def channel_reader(self, group=None, *, members_only=False):
        return channel_reader((group or self.tech).id, members_only=members_only)


settle_in = Town.settle_in


def days(rows):
    """Their dates in their series."""
    return [f"{row.series_date:%d %b}" for row in rows]


def off(town, *ids):
    """Numbers of the dialogues of these series that are cancelled."""
    return [row.number for row in town.rows(*ids) if row.cancelled]
