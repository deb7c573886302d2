"""The morning message as it is read: headings, buttons, and three hundred items that still fit."""

from datetime import UTC, date, datetime

from bot.domain.group import Group
from bot.domain.morning import Morning, MorningItem, Topic
from bot.domain.person import Organisation, OrganisationKind, Person
from bot.languages import speaking
from handlers.sandbox.validation.messages import count_text
from handlers.slack.features.mornings.notifications import RENDERERS, morning_blocks
from tests.bot.use_cases.actions.network import action, dialogue
from tests.handlers.slack.features.actions.scenes import buttons, words

TODAY = date(2026, 12, 7)
STARTS = datetime(2026, 12, 9, 14, tzinfo=UTC)


def organisation(kind=OrganisationKind.MEMBER, name="Ofcom"):
    return Organisation(id=5, name=name, kind=kind, country="GB", zone="Europe/London")


def person(speaks_for):
    return Person(
        user_id="U1",
        name="liam",
        zone="Europe/London",
        locale="en-GB",
        active=True,
        is_bot=False,
        secretariat=False,
        organisation=speaks_for,
    )


def group(number, name="Technology"):
    return Group(id=number, channel_id=f"C{number}", name=name, zone="UTC", created_at=STARTS)


def morning(*items, speaks_for=None, groups=("Group 1",)):
    return Morning(
        person=person(speaks_for or organisation()),
        today=TODAY,
        items=items,
        groups={n: group(n, name) for n, name in enumerate(groups, 1)},
    )


def due(number, topic, **changes):
    return MorningItem(topic=topic, subject=action(number, 1, due_on=TODAY, **changes))


def asked(number, said="", **changes):
    topic = Topic.DELEGATED if said else Topic.UNANSWERED
    return MorningItem(topic=topic, subject=dialogue(number, 1, STARTS, **changes), said=said)


def unowned(number, **changes):
    subject = action(number, 1, owner_user_id=None, **changes)
    return MorningItem(topic=Topic.UNOWNED, subject=subject)


def snoozes(reference):
    """The choices of the menu beside it."""
    choices = (("Tomorrow", ":tomorrow"), ("Next week", ":week"), ("A day…", "_on"))
    return [(label, f"action.snooze{verb}", f"{reference}|morning") for label, verb in choices]


def test_headings_items_and_their_buttons():
    blocks = morning_blocks(
        morning(
            due(1, Topic.OVERDUE),
            due(2, Topic.TODAY),
            due(3, Topic.SOON),
            asked(12),
            unowned(4),
        )
    )
    said = words(blocks)
    assert [line for line in said.splitlines() if "(1)" in line or "morning" in line] == [
        "Your morning, Monday 7 December 2026",
        "Overdue (1)",
        "Due today (1)",
        "Due in the next three days (1)",
        "Dialogues that wait for your answer (1)",
        "Nobody owns these yet (1)",
    ]
    assert "Wednesday 9 December 2026, 14:00 (Europe/London, UTC+0)" in said
    assert buttons(blocks) == [
        ("Done", "action.done", "A1|morning"),
        *snoozes("A1"),
        ("Hand over", "action.handover", "A1|morning"),
        ("Done", "action.done", "A2|morning"),
        *snoozes("A2"),
        ("Hand over", "action.handover", "A2|morning"),
        ("Done", "action.done", "A3|morning"),
        *snoozes("A3"),
        ("Hand over", "action.handover", "A3|morning"),
        ("Going", "dialogue.rsvp:going", "D12|going"),
        ("Maybe", "dialogue.rsvp:maybe", "D12|maybe"),
        ("Can't", "dialogue.rsvp:cannot", "D12|cannot"),
        ("Give to…", "action.handover", "A4|morning"),
        ("Leave it for 4 weeks", "action.leave", "A4|morning"),
        ("Drop…", "action.drop", "A4|morning"),
    ]


def test_observers_cannot_hand_over():
    blocks = morning_blocks(
        morning(due(1, Topic.TODAY), speaks_for=organisation(OrganisationKind.OBSERVER))
    )
    assert [label for label, *_ in buttons(blocks)] == ["Done", "Tomorrow", "Next week", "A day…"]


def test_an_organisations_action_says_that_no_person_is_named():
    shared = due(1, Topic.TODAY, owner_user_id=None, owner_organisation_id=5)
    blocks = morning_blocks(morning(shared))
    assert "for Ofcom, no person named yet" in words(blocks)
    assert [label for label, *_ in buttons(blocks)] == ["Done", "Hand over"]


def test_the_group_is_named_where_there_are_several():
    one = morning(due(1, Topic.TODAY))
    assert "Group 1" not in words(morning_blocks(one))
    several = morning(due(1, Topic.TODAY), groups=("Group 1", "Group 2"))
    assert "due Monday 7 December 2026 · Group 1" in words(morning_blocks(several))


def test_three_hundred_items_with_the_longest_words_fit():
    long = "ب" * 150
    actions = tuple(
        due(n, urgency, title=long, owner_user_id=None, owner_organisation_id=5)
        for urgency, numbers in (
            (Topic.OVERDUE, range(1, 101)),
            (Topic.TODAY, range(101, 103)),
            (Topic.SOON, range(103, 203)),
        )
        for n in numbers
    )
    told = morning(
        *actions,
        *(asked(n, title=long) for n in range(1, 51)),
        *(unowned(n, title=long) for n in range(900, 948)),
        speaks_for=organisation(name="O" * 80),
        groups=("G" * 80, "G" * 80),
    )
    blocks = morning_blocks(told)
    assert len(blocks) <= 47
    assert count_text(blocks) < 11_000
    said = words(blocks)
    assert "Overdue (100)" in said
    assert "And 93 more: /action list overdue mine" in said
    assert "Due today (2)" in said
    assert "And 97 more: /action" in said
    assert "And 47 more: /dialogue" in said
    assert "And 45 more: /action list nobody" in said
    assert sum(action_id == "action.done" for _, action_id, _ in buttons(blocks)) == 12


def test_a_delegate_is_told_for_whom():
    blocks = morning_blocks(morning(asked(12, said="Amara Okafor")))
    said = words(blocks)
    assert "You are asked to come instead of a colleague (1)" in said
    assert "(Europe/London, UTC+0)> · Amara Okafor can't come and has named you" in said
    assert [label for label, *_ in buttons(blocks)] == ["Going", "Maybe", "Can't"]


def test_six_full_headings_fit():
    long = "ب" * 150
    topics = (Topic.OVERDUE, Topic.TODAY, Topic.SOON)
    everything = morning(
        *(due(n, topic, title=long) for n, topic in enumerate(topics * 20)),
        *(asked(n, title=long) for n in range(50)),
        *(asked(n, title=long, said="N" * 80) for n in range(50)),
        *(unowned(n, title=long) for n in range(50)),
    )
    blocks = morning_blocks(everything)
    assert len(blocks) == 49, "one place is kept for the note on lateness"
    assert count_text(blocks) < 11_000
    assert words(blocks).count("And ") == 6


def test_it_is_found_by_its_letters_type():
    assert RENDERERS[Morning] is morning_blocks


def test_a_morning_in_french():
    with speaking("fr"):
        blocks = morning_blocks(morning(due(1, Topic.OVERDUE), asked(12), unowned(4)))
        said, labels = words(blocks), [label for label, *_ in buttons(blocks)]
    assert "Votre matin, lundi 7 décembre 2026" in said
    assert "En retard (1)" in said
    assert "échéance le lundi 7 décembre 2026" in said
    assert {"Terminé", "Demain", "Transmettre", "Laisser de côté 4 semaines"} <= {*labels}
