"""Fills a database with dialogues that owe deliveries, spread over a number of seconds."""

from datetime import timedelta
from random import Random

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, SubjectType
from bot.domain.dialogue import Dialogue, Rsvp, RsvpAnswer
from bot.domain.group import Group
from tests.chaos.slack import TEAM, channel_id, now, person_id

AHEAD = timedelta(hours=3)
REMINDER, STARTING = "dialogue.reminder.60", "dialogue.starting"


def seed(database, plan, choose: Random):
    """Owe as many deliveries as planned, due at random at the planned rate; each by its id.

    Each dialogue reminds its group's channel, and those of its people who come, privately.
    """
    begin, channels, people = now(), plan.channels, plan.people
    over = plan.number / plan.rate
    with database.transaction(TEAM) as work:
        work.workspaces.keep_installed("Chaos", "U0CHAOSBOT", begin)
        groups = [
            work.groups.add(
                Group(
                    id=0,
                    channel_id=channel_id(n),
                    name=f"Group {n}",
                    zone="UTC",
                    reminders=(60,),
                    digest_weekday=None,
                    created_at=begin,
                )
            )
            for n in range(channels)
        ]
    left = plan.number
    while left:
        with database.transaction(TEAM) as work:
            for _ in range(20):
                left -= _dialogue(work, choose.choice(groups), left, people, over, begin, choose)
    recipients = [channel_id(n) for n in range(channels)] + [person_id(n) for n in range(people)]
    with database.transaction(TEAM, write=False) as work:
        return {
            row.id: row
            for recipient in recipients
            for row in work.deliveries.of_recipient(recipient, begin - AHEAD)
        }


def _dialogue(work, group, left, people, over, begin, choose):
    """One dialogue with up to twenty deliveries; how many it owes."""
    if not left:
        return 0
    starts_at = begin + AHEAD
    dialogue = Dialogue(
        number=work.numbers.take_next("D"),
        group_id=group.id,
        title="Age assurance",
        wall=starts_at.replace(tzinfo=None),
        zone="UTC",
        starts_at=starts_at,
        audience=Audience.GROUP,
        created_by=person_id(0),
        created_at=begin,
    )
    work.dialogues.add(dialogue)
    coming = choose.sample(range(people), min(left - 1, 19, people))
    for person in coming:
        going = Rsvp(
            user_id=person_id(person),
            answer=RsvpAnswer.GOING,
            organisation_id=None,
            answered_at=begin,
        )
        work.rsvps.keep_answer(dialogue.number, going)
    to_whom = [(REMINDER, group.channel_id), *((STARTING, person_id(p)) for p in coming)]
    return work.deliveries.owe(
        [
            Owed(
                kind=kind,
                subject_type=SubjectType.DIALOGUE,
                subject_id=dialogue.reference,
                occurrence=dialogue.occurrence,
                recipient=recipient,
                due_at=begin + timedelta(seconds=choose.uniform(0, over)),
                useful_until=starts_at,
                audience=Audience.GROUP,
            )
            for kind, recipient in to_whom
        ],
        begin,
    )
