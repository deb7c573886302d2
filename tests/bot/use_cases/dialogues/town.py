"""A small network for the tests of dialogues: a mixed group, a members' one, and who is in them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import RsvpAnswer
from bot.domain.group import Group, Term
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.context import Context
from bot.use_cases.dialogues.answer import AnswerDialogue, answer_dialogue
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.edit import EditDialogue, edit_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from bot.use_cases.identify import channel_reader, identify_person
from tests.bot.use_cases.opening import having_seen

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)
"""A Tuesday, 23:00 in Seoul and 01:00 the next day in Sydney."""

AMARA, LIAM, MINJI = "U0AMARA", "U0LIAM", "U0MINJI"
"""Chair of both groups (eSafety), member (Ofcom), member (KCSC)."""
NORA, PAT, GRACE, ZOE = "U0NORA", "U0PAT", "U0GRACE", "U0ZOE"
"""Observer (NCMEC), unassigned, secretariat, in no group's channel (Ofcom)."""
TECH, BOARD, LOBBY, DIRECT = "C0TECH", "C0BOARD", "C0LOBBY", "D0ME"
"""Private and mixed; private, members only; no group; a direct message."""

_PEOPLE = {
    AMARA: ("Amara Okafor", "Australia/Sydney", "eSafety"),
    LIAM: ("Liam Byrne", "Europe/London", "Ofcom"),
    MINJI: ("Min-ji Park", "Asia/Seoul", "KCSC"),
    NORA: ("Nora Lund", "America/New_York", "NCMEC"),
    PAT: ("Pat Doe", "Europe/Dublin", None),
    GRACE: ("Grace Mbeki", "Africa/Johannesburg", None),
    ZOE: ("Zoe Webb", "Europe/London", "Ofcom"),
}
_ORGANISATIONS = (
    ("eSafety", OrganisationKind.MEMBER, "AU", "Australia/Sydney"),
    ("Ofcom", OrganisationKind.MEMBER, "GB", "Europe/London"),
    ("KCSC", OrganisationKind.MEMBER, "KR", "Asia/Seoul"),
    ("Arcom", OrganisationKind.MEMBER, "FR", "Europe/Paris"),
    ("NCMEC", OrganisationKind.OBSERVER, "US", "America/New_York"),
)


@dataclass
class Town:
    """An open transaction on the network; nobody of Arcom is in any channel."""

    work: object
    tech: Group
    board: Group
    presence: dict = field(default_factory=dict)

    def facts(self, user_id):
        name, zone, _ = _PEOPLE[user_id]
        return PersonFacts(user_id=user_id, name=name, zone=zone)

    def identified(self, user_id, now=NOW):
        return identify_person(
            user_id,
            self.facts(user_id),
            self.presence,
            work=self.work,
            now=now,
            secretariat={GRACE},
        )

    def reader(self, user_id, now=NOW):
        return self.identified(user_id, now)[1]

    def schedule(self, user_id=LIAM, *, group=None, now=NOW, **wish):
        group = group or self.tech
        fields = {"title": "CSAM roundtable", "starts_at": START, "zone": "Europe/London"}
        return schedule_dialogue(
            ScheduleDialogue(**{**fields, **wish}),
            Context(reader=self.reader(user_id, now), work=self.work, now=now),
            group=group,
            channel=self.presence.get(group.channel_id),
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
            Context(reader=self.reader(user_id, now), work=self.work, now=now),
            group=group,
            channel=self.presence.get(group.channel_id),
        )

    def move(self, number, to, user_id=LIAM, *, scope=Scope.ONE, zone="Europe/London", now=NOW):
        return move_dialogue(
            MoveDialogue(number=number, starts_at=to, zone=zone, scope=scope),
            Context(reader=self.reader(user_id, now), work=self.work, now=now),
            presence=self.presence,
        )

    def cancel(self, number, user_id=LIAM, *, scope=Scope.ONE, reason=None, now=NOW):
        return cancel_dialogue(
            CancelDialogue(number=number, reason=reason, scope=scope),
            Context(reader=self.reader(user_id, now), work=self.work, now=now),
        )

    def edit(self, number, user_id=LIAM, *, scope=Scope.ONE, now=NOW, **changes):
        kept = self.kept(number)
        words = {f: getattr(kept, f) for f in ("title", "minutes", "link", "audience")}
        context = Context(reader=self.reader(user_id, now), work=self.work, now=now)
        wish = EditDialogue(number=number, scope=scope, **{**words, **changes})
        return having_seen(lambda w: edit_dialogue(w, context, presence=self.presence), wish)

    def answer(self, user_id, number, said=RsvpAnswer.GOING, now=NOW, delegate=None):
        person, reader = self.identified(user_id, now)
        return answer_dialogue(
            AnswerDialogue(number=number, answer=said, delegate_user_id=delegate),
            Context(reader=reader, work=self.work, now=now),
            person=person,
            presence=self.presence,
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
        rows = [
            row
            for recipient in (*_PEOPLE, TECH, BOARD)
            for row in self.work.deliveries.of_recipient(recipient, NOW - 400 * DAY)
        ]
        found = [
            row
            for row in rows
            if row.subject_type is SubjectType.DIALOGUE
            and row.kind.startswith(kind)
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
                    row, State.SENT, now, slack_channel=row.recipient, slack_ts=f"{row.id}.0"
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


def settle_in(work):
    """Fill an empty workspace with the network."""
    organisations = {
        name: work.organisations.add(name=name, kind=kind, country=country, zone=zone)
        for name, kind, country, zone in _ORGANISATIONS
    }
    tech = work.groups.add(
        Group(id=0, channel_id=TECH, name="Technology", zone="Europe/London", created_at=NOW)
    )
    board = work.groups.add(
        Group(
            id=0,
            channel_id=BOARD,
            name="Board",
            zone="Europe/Dublin",
            default_audience=Audience.MEMBERS,
            created_at=NOW,
        )
    )
    town = Town(work=work, tech=tech, board=board)
    for user_id, (_, _, organisation) in _PEOPLE.items():
        work.people.keep_seen(town.facts(user_id), NOW)
        if organisation:
            work.people.assign(user_id, organisations[organisation].id)
    for group in (tech, board):
        work.roles.appoint_chair(group.id, Term(user_id=AMARA, starts_on=date(2026, 1, 1)))
    town.presence = {
        TECH: channel(TECH, {AMARA, LIAM, MINJI, NORA, PAT}),
        BOARD: channel(BOARD, {AMARA, LIAM}),
    }
    return town


def channel(channel_id, members, **changes):
    facts = ChannelFacts(
        channel_id=channel_id, name=channel_id.lower(), is_private=True, members=frozenset(members)
    )
    return replace(facts, **changes)
