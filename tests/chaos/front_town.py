"""What the requests at the front are about, and what of it is in the database."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.domain.action_item import ActionItem
from bot.domain.dialogue import Dialogue
from tests.chaos import asking

PEOPLE = ("liam", "amara", "min-ji")


def requests(plan, network, database, choose):
    """Enough for every life; what presses and submissions are about is seeded here."""
    number_of_each = plan.each * (plan.kills + 1)
    team = network.get("/door/workspace")["team"]["id"]
    channel = network.person("liam").channel("#technology")
    people = {
        name: {
            "id": network.people[name],
            "name": name,
            "team": team,
            "response_url": f"{network.ground.sandbox.url}/response/none",
        }
        for name in PEOPLE
    }
    dialogues, actions = _seed(database, team, channel, people, number_of_each)
    pressed = [(dialogue, name) for dialogue in dialogues for name in PEOPLE]
    liam = people["liam"]
    made = [
        one
        for n in range(number_of_each)
        for one in (
            asking.command(n, liam, channel),
            asking.press(n, people[pressed[n][1]], channel, pressed[n][0]),
            asking.submission(n, liam, actions[n]),
        )
    ]
    choose.shuffle(made)
    return made


def _seed(database, team, channel, people, number):
    """The references of a number of actions, and of dialogues for a number of answers."""
    now = datetime.now(UTC)  # noqa: TID251 - the processes go by the real clock
    liam, later = people["liam"]["id"], now + timedelta(days=30)
    with database.transaction(team) as work:
        group = work.groups.by_channel(channel)
        dialogues, actions = [], []
        for _ in range(-(-number // len(PEOPLE))):
            dialogue = Dialogue(
                number=work.numbers.take_next("D"),
                group_id=group.id,
                title="Age assurance",
                wall=later.replace(tzinfo=None),
                zone="UTC",
                starts_at=later,
                created_by=liam,
                created_at=now,
            )
            work.dialogues.add(dialogue)
            dialogues.append(dialogue.reference)
        for _ in range(number):
            action = ActionItem(
                number=work.numbers.take_next("A"),
                group_id=group.id,
                title="As it was",
                created_by=liam,
                created_at=now,
            )
            work.actions.add(action)
            actions.append(action.reference)
    return dialogues, actions


def effects(database):
    """How often each effect that a request may have is in the database."""
    with database.engine.connect() as connection:
        added = connection.execute(text("SELECT title FROM actions")).scalars()
        found = Counter(("added", title) for title in added)
        journal = text("SELECT who, did, subject FROM journal WHERE did IN ('answered', 'edited')")
        titles = dict(connection.execute(text("SELECT number, title FROM actions")).all())
        for who, did, subject in connection.execute(journal):
            if did == "answered":
                found[did, subject, who] += 1
            else:
                found[did, subject, titles[int(subject[1:])]] += 1
        rsvps = connection.execute(text("SELECT count(*) FROM rsvps")).scalar_one()
    answered = sum(times for effect, times in found.items() if effect[0] == "answered")
    assert answered == rsvps, "as many answers as the journal says"
    return found
