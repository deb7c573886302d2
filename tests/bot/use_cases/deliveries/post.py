"""The network with Technology set up, and everything that can be owed in it."""

from datetime import timedelta

from sqlalchemy import update

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.dialogue import Dialogue
from bot.domain.group import Term
from bot.domain.message_kind import MessageKind
from bot.domain.zones import to_wall
from bot.use_cases.context import Context
from bot.use_cases.deliveries.why import AskWhy, explain_deliveries
from storage.tables import deliveries
from tests.bot.use_cases.groups.hall import (
    AMARA,
    NOW,
    PRIVATE,
    settle_in,
)
from tests.storage.records import kind_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANNEL = PRIVATE.channel_id
MEMBERS = Audience.MEMBERS


class Post:
    """The network with Technology set up, and everything that can be owed in it."""

    def __init__(self, work):
        self.work = work
        self.hall = settle_in(work)
        self.group = self.hall.set_up().group
        self.work.roles.appoint_chair(self.group.id, Term(user_id=AMARA, starts_on=NOW.date()))

    def dialogue(self, number=12, *, audience=Audience.GROUP, title="Age assurance", group=None):
        starts_at = NOW + 3 * DAY
        made = Dialogue(
            number=number,
            group_id=(group or self.group).id,
            title=title,
            wall=to_wall(starts_at, "Europe/London"),
            zone="Europe/London",
            starts_at=starts_at,
            audience=audience,
            created_by=AMARA,
            created_at=NOW - 30 * DAY,
        )
        self.work.dialogues.add(made)
        return made

    def owe(self, to=CHANNEL, *, due=NOW, **fields):
        """One owed row about D12 unless fields say otherwise; `became` are its other columns."""
        became = fields.pop("became", {})
        owed = Owed(
            **{
                "kind": MessageKind.REMINDER,
                "minutes_before": 0 if "kind" in fields else 1440,
                "subject_type": SubjectType.DIALOGUE,
                "subject_id": "D12",
                "recipient": to,
                "due_at": due,
                "useful_until": due + DAY,
                "audience": Audience.GROUP,
                **fields,
            }
        )
        assert self.work.deliveries.owe([owed], NOW - 30 * DAY) == 1
        if became:
            self.work.deliveries._connection.execute(
                update(deliveries)
                .where(
                    deliveries.c.recipient == to,
                    deliveries.c.kind == owed.kind,
                    deliveries.c.minutes_before == owed.minutes_before,
                    deliveries.c.subject_id == owed.subject_id,
                    deliveries.c.occurrence == owed.occurrence,
                )
                .values(**became)
            )

    def why(self, user_id, *, about="", everything=False, group=True):
        group = self.group if group is True else group
        wish = AskWhy(group=None if about else group, about=about, everything=everything)
        reader = self.hall.reader(user_id)
        return explain_deliveries(wish, Context(reader=reader, work=self.work, now=NOW))

    def here(self, user_id, **asked):
        return [kind_of(line.row) for line in self.why(user_id, **asked).here]

    def own(self, user_id, **asked):
        return [kind_of(line.row) for line in self.why(user_id, **asked).own]


def dropped(why, at=NOW):
    error, _, detail = why.partition(": ")
    return {"state": State.DROPPED, "error": error, "detail": detail or None, "settled_at": at}


def sent(at=NOW, **more):
    return {"state": State.SENT, "settled_at": at, "attempt": 1, **more}


def keep_private(post, **fields):
    """A members-only reminder that went to seven people, and waits for an eighth."""
    post.owe(audience=MEMBERS, became=dropped("kept private"), **fields)
    for number in range(7):
        post.owe(f"U0X{number}", audience=MEMBERS, became=sent(), **fields)
    post.owe("W0Y", audience=MEMBERS, **fields)
