"""Records with sensible fields, readers of every rank, and a workspace full of noise."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, SubjectType
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.fairness import Charge
from bot.domain.group import Group, Term
from bot.domain.message_kind import MessageKind
from bot.domain.minutes import MinutesVersion, seal_of
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.practice import Adoption, PracticeStatus
from bot.domain.roles import Reader, Role
from storage.ledgers.ledger import to_row
from storage.tables import groups
from tests import network

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


_ADDED = (
    "mornings spotlight_weekday spotlight_time spotlight_from silence_hours silence_answers "
    "silence_more_days observers_comment line_emoji"
).split()
"""Columns of groups that the first schemas did not have."""


def group_before(work, *, besides=_ADDED):
    """A group in a schema whose table did not have these columns yet."""
    row = {n: v for n, v in to_row(group()).items() if n not in ("id", *besides)}
    made = insert(groups).values(workspace_id=work.workspace_id, **row).returning(groups.c.id)
    return group(id=work.groups._connection.execute(made).scalar_one())


def group(**changes):
    fields = {"id": 0, "channel_id": "C1", "name": "Technology", "zone": "Europe/London"}
    return Group(**{**fields, "digest_time": time(9, 0), "created_at": NOW, **changes})


def dialogue(number, group_id, *, starts_at=NOW + DAY, **changes):
    made = {"created_by": "U1", "created_at": NOW, **changes}
    return network.dialogue(number, group_id, starts_at, **made)


def rsvp(user_id="U1", answer=RsvpAnswer.GOING, at=NOW, organisation_id=None):
    return Rsvp(user_id=user_id, answer=answer, organisation_id=organisation_id, answered_at=at)


def action(number, group_id, **changes):
    made = {"created_by": "U1", "created_at": NOW, **changes}
    return network.action(number, group_id, **made)


def practice(number, group_id, **changes):
    published = {"status": PracticeStatus.PUBLISHED, "settled_at": NOW, "author": "U9"}
    written = {"summary": "A summary", "review_by": date(2027, 12, 1)}
    made = {"created_at": NOW, **published, **written, **changes}
    return network.practice(number, group_id, **made)


def minutes_version(number, group_id, *, body="# Talks\n", **changes):
    made = MinutesVersion(
        number=number,
        version=1,
        group_id=group_id,
        audience=Audience.GROUP,
        body=body,
        sha256=seal_of(body),
        sealed_by="U1",
        sealed_at=NOW,
        chatham=False,
    )
    return replace(made, **changes)


def adoption(number, organisation_id, **changes):
    made = {"audience": Audience.NETWORK, "adopted_by": "U1", "adopted_at": NOW, **changes}
    return Adoption(number=number, organisation_id=organisation_id, **made)


def owed(**changes):
    fields = {
        "kind": MessageKind.REMINDER,
        "minutes_before": 0 if "kind" in changes else 60,
        "subject_type": SubjectType.DIALOGUE,
        "subject_id": "D1",
        "occurrence": "2026-12-02",
        "recipient": "C1",
        "due_at": NOW,
        "useful_until": NOW + DAY,
        "audience": Audience.GROUP,
    }
    return Owed(**{**fields, **changes})


def kind_of(row):
    """ "dialogue.reminder.60": a row's kind, a reminder's with its offset."""
    return f"{row.kind}.{row.minutes_before}" if row.minutes_before else str(row.kind)


def nobody():
    return Reader(user_id="U0")


def secretariat():
    return Reader(user_id="U0", secretariat=True)


def reader(*group_ids, role=Role.MEMBER, user_id="U1", rostered=True):
    standing = OrganisationKind.OBSERVER if role is Role.OBSERVER else OrganisationKind.MEMBER
    seats = dict.fromkeys(group_ids, role)
    return Reader(user_id=user_id, standing=standing, rostered=rostered, seats=seats)


def fill(work):
    """Rows in another workspace that differ from the tests' own in nothing but the workspace."""
    work.workspaces.keep_installed("Noise", "UBOT", NOW)
    organisation = work.organisations.add(
        name="ACME", kind=OrganisationKind.MEMBER, country="IE", zone="Europe/Dublin"
    )
    work.people.keep_seen(PersonFacts(user_id="U1", name="Noise", zone="Asia/Seoul"), NOW)
    work.people.assign("U1", organisation.id)
    work.people.appoint_secretariat("U1")
    noisy = work.groups.add(group(name="Noise")).id
    work.roles.appoint_chair(noisy, Term(user_id="U1", starts_on=date(2026, 1, 1)))
    work.roles.lower_person(noisy, "U2", lowered=True)
    for notification in "DAP":
        work.numbers.take_next(notification)
    for number in range(1, 4):
        network = {"audience": Audience.NETWORK, "title": "Noise"}
        work.dialogues.add(dialogue(number, noisy, **network))
        work.rsvps.keep_answer(number, rsvp())
        due = date(2026, 11, 1)
        work.actions.add(action(number, noisy, owner_user_id="U1", due_on=due, **network))
        work.practices.add(practice(number, noisy, **network))
        work.practices.save_for("U1", number, NOW)
        work.adoptions.add(adoption(number, organisation.id))
        cost = {"organisation_id": organisation.id, "group_id": noisy, "year": 2026, "points": 8}
        work.charges.keep_charges([Charge(number=number, **cost)])
    work.deliveries.owe([owed(useful_until=NOW + 30 * DAY, due_at=NOW + 20 * DAY)], NOW)
    work.recipients.block("C1", error="is_archived", now=NOW)
    work.receipts.keep_answer("key", "noise", NOW)
    work.journal.record("U1", "noise", "D1", NOW)
