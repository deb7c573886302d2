"""One group with a chair, a member and an observer, and a loop whose Slack only records."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.audience import Audience, ChannelFacts
from bot.domain.delivery import Owed, SubjectType
from bot.domain.dialogue import Dialogue, DialogueStatus
from bot.domain.group import Group, Term
from bot.domain.message_kind import MessageKind
from bot.domain.person import OrganisationKind, PersonFacts
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from tests.databases import WORKSPACE
from tests.ports import RecordingMessenger, ToldDirectory

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE = {
    "UCHAIR": OrganisationKind.MEMBER,
    "UMEMBER": OrganisationKind.MEMBER,
    "UOBSERVER": OrganisationKind.OBSERVER,
}


class Setting:
    """One group with a chair, a member and an observer, and a dialogue; `now` can be moved."""

    def __init__(self, database, **pace):
        self.database = database
        self.now = NOW
        self.messenger = RecordingMessenger()
        self.directory = ToldDirectory(
            people={u: PersonFacts(user_id=u, name=u.lower(), zone="UTC") for u in PEOPLE},
            channels={"C1": channel("C1", *PEOPLE), "C2": channel("C2", *PEOPLE)},
        )
        self.deliverer = Deliverer(
            memory=database,
            messenger=self.messenger,
            directory=self.directory,
            now=lambda: self.now,
            pace=Pace(**{"channel": 0, "workspace": 0, **pace}),
            jitter=lambda: 0.5,
        )
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
            for user_id, kind in PEOPLE.items():
                organisation = work.organisations.by_name(kind) or work.organisations.add(
                    name=kind, kind=kind, country="GB", zone="Europe/London"
                )
                work.people.keep_seen(self.directory.people[user_id], NOW)
                work.people.assign(user_id, organisation.id)
            self.group = work.groups.add(
                Group(id=0, channel_id="C1", name="Technology", zone="UTC", created_at=NOW)
            )
            work.roles.appoint_chair(self.group.id, Term(user_id="UCHAIR", starts_on=NOW.date()))

    def dialogue(self, *, audience=Audience.GROUP, status=DialogueStatus.PLANNED):
        with self.database.transaction(WORKSPACE) as work:
            made = Dialogue(
                number=work.numbers.take_next("D"),
                group_id=self.group.id,
                title="Age assurance",
                wall=datetime(2026, 12, 2, 14),
                zone="UTC",
                starts_at=datetime(2026, 12, 2, 14, tzinfo=UTC),
                audience=audience,
                status=status,
                created_by="UMEMBER",
                created_at=NOW,
            )
            work.dialogues.add(made)
            return made

    def another(self, **pace):
        """The loop of another process on the same database, with the same Slack."""
        return replace(self.deliverer, pace=Pace(**{"channel": 0, "workspace": 0, **pace}))

    def owe(
        self,
        dialogue,
        *,
        kind=MessageKind.REMINDER,
        minutes_before=60,
        recipient="C1",
        due=NOW,
        until=None,
    ):
        if kind != MessageKind.REMINDER:
            minutes_before = 0
        with self.database.transaction(WORKSPACE) as work:
            work.deliveries.owe(
                [
                    Owed(
                        kind=MessageKind(kind),
                        minutes_before=minutes_before,
                        subject_type=SubjectType.DIALOGUE,
                        subject_id=dialogue.reference,
                        occurrence=dialogue.occurrence,
                        revision=dialogue.revision,
                        recipient=recipient,
                        due_at=due,
                        useful_until=until or dialogue.starts_at,
                        audience=dialogue.audience,
                    )
                ],
                NOW,
            )

    def deliver(self):
        return asyncio.run(self.deliverer.deliver())

    def rows(self, recipient):
        with self.database.transaction(WORKSPACE) as work:
            return work.deliveries.of_recipient(recipient, NOW - timedelta(days=9))

    def write(self, job):
        with self.database.transaction(WORKSPACE) as work:
            return job(work)

    def wait(self, **how_long):
        self.now += timedelta(**how_long)

    def states(self, recipient="C1"):
        return [row.state for row in self.rows(recipient)]

    def row(self, recipient="C1"):
        (row,) = self.rows(recipient)
        return row


def channel(channel_id, *members, private=True):
    return ChannelFacts(
        channel_id=channel_id, name="technology", is_private=private, members=frozenset(members)
    )
