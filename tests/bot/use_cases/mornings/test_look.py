"""A look asks each source once, however much there is to tell."""

from datetime import timedelta

from sqlalchemy import event

from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.morning import Topic
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import compose_morning
from tests.bot.use_cases.actions.network import DAY, LIAM, NORA, NOW, TODAY, dialogue


def looked(network, user_id=LIAM):
    """What is told, and how many questions it took."""
    person, reader = network.identified(user_id, NOW)
    work, said = network.work, []
    connection = work.actions._connection

    def keep(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(connection, "before_cursor_execute", keep)
    told = compose_morning(person, Context(reader=reader, work=work, now=NOW), today=TODAY)
    event.remove(connection, "before_cursor_execute", keep)
    return told, len(said)


def test_forty_items_take_as_many_questions_as_four(network):
    numbers = iter(range(100, 200))

    def add(many):
        for number, _ in zip(numbers, range(many), strict=False):
            network.put(number, owner_user_id=LIAM, due_on=TODAY)
            at = NOW + DAY + number * timedelta(minutes=1)
            network.work.dialogues.add(dialogue(number, network.tech.id, at))
            named = Rsvp(
                user_id=NORA,
                answer=RsvpAnswer.CANNOT,
                organisation_id=network.organisations["Ofcom"].id,
                answered_at=NOW,
                delegate_user_id=LIAM,
            )
            network.work.rsvps.keep_answer(number, named)

    add(2)
    few, asked = looked(network)
    add(18)
    many, asked_again = looked(network)
    for told, each in ((few, 2), (many, 20)):
        assert len(told.of(Topic.TODAY)) == each
        assert len(told.of(Topic.DELEGATED)) == each
    assert asked_again == asked
