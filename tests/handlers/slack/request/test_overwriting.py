"""Two people with one form: what each changed is kept, and what both changed is asked again."""

import pytest

from handlers.slack import routes
from handlers.slack.request.request import Kind
from tests.bot.use_cases.dialogues.town import AMARA, LIAM
from tests.handlers.slack.features.dialogues.door import Door

SHOW_NOTHING_STORED = frozenset(
    "action.add action.drop action.handover action.several action.snooze adoption.use "
    "agenda.carry agenda.suggest decision.propose decision.record decision.say "
    "decision.withdraw dialogue.cancel dialogue.schedule minutes.circulate minutes.correct "
    "minutes.seal minutes.suggest minutes.thread practice.decline practice.publish_in "
    "practice.return practice.share practice.withdraw records.ask roster.add".split()
)
"""Forms for something new, or for words about something; the others edit."""


@pytest.fixture
def door(database_sqlite):
    at_the_door = Door(database_sqlite)
    assert "Scheduled D1" in at_the_door.say(LIAM, "/dialogue schedule Fines on 12 Feb 14:00").words
    return at_the_door


def kept(door):
    return door.look(lambda town: town.work.dialogues.get(town.reader(AMARA), 1))


def test_every_form_that_edits_is_compared_with_what_is_stored():
    sent = {name: r for (kind, name), r in routes.ROUTES.items() if kind is Kind.SUBMISSION}
    free = {name for name, route in sent.items() if route.edits is None}
    assert free == SHOW_NOTHING_STORED


def test_what_only_one_changed_is_kept_of_both(door):
    first, second = (door.say(who, "/dialogue edit D1").view for who in (LIAM, AMARA))
    door.submit(AMARA, second, title="Fines and their size")
    answer = door.submit(LIAM, first, link="https://example.org/room")
    assert "Fines and their size" in answer.words
    assert (kept(door).title, kept(door).link) == (
        "Fines and their size",
        "https://example.org/room",
    )


def test_what_both_changed_is_not_written_and_stands_beside_the_field(door):
    first, second = (door.say(who, "/dialogue edit D1").view for who in (LIAM, AMARA))
    door.submit(AMARA, second, title="Fines and their size", link="https://example.org/amara")
    asked = door.submit(LIAM, first, title="Fines by country")
    assert "Someone else saved this while you had it open." in asked.words
    ids = [block.get("block_id") for block in asked.blocks]
    assert "“Fines and their size”" in str(asked.blocks[ids.index("title") + 1])
    assert asked.inputs["title"]["initial_value"] == "Fines by country"
    assert asked.inputs["link"]["initial_value"] == "https://example.org/amara"
    assert kept(door).title == "Fines and their size"
    door.submit(LIAM, asked.view)
    assert (kept(door).title, kept(door).link) == ("Fines by country", "https://example.org/amara")


def test_it_is_asked_again_where_it_changed_once_more(door):
    first, second = (door.say(who, "/dialogue edit D1").view for who in (LIAM, AMARA))
    door.submit(AMARA, second, title="One")
    asked = door.submit(LIAM, first, title="Two")
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, title="Three")
    asked = door.submit(LIAM, asked.view)
    assert "“Three”" in asked.words
    assert kept(door).title == "Three"


def test_no_input_keeps_what_stood_in_it_when_the_form_is_shown_again(door):
    """Slack keeps the state of an input whose action_id stays."""
    first, second = (door.say(who, "/dialogue edit D1").view for who in (LIAM, AMARA))
    before = {e["action_id"] for e in door.say(LIAM, "/dialogue edit D1").inputs.values()}
    door.submit(AMARA, second, title="One")
    once = door.submit(LIAM, first, title="Two")
    ids = {element["action_id"] for element in once.inputs.values()}
    assert not ids & before
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, title="Three")
    twice = door.submit(LIAM, once.view)
    assert not ids & {element["action_id"] for element in twice.inputs.values()}


def test_the_same_change_by_both_is_no_quarrel(door):
    first, second = (door.say(who, "/dialogue edit D1").view for who in (LIAM, AMARA))
    door.submit(AMARA, second, title="Fines by country")
    assert "Nothing was changed" in door.submit(LIAM, first, title="Fines by country").words


def test_a_day_and_an_hour_by_two_people_never_make_a_third_time(door):
    press = door.say(LIAM, "/dialogue show D1").buttons["dialogue.move"][1]
    first, second = (door.press(who, "dialogue.move", press).view for who in (LIAM, AMARA))
    door.submit(AMARA, second, date="2027-02-16")
    asked = door.submit(LIAM, first, time="16:00")
    assert "Newer: Tuesday 16 February 2027" in asked.words
    assert f"{kept(door).wall:%d %H:%M}" == "16 14:00"
    door.submit(LIAM, asked.view)
    assert f"{kept(door).wall:%d %H:%M}" == "12 16:00"


def test_what_came_while_a_form_was_open_stays(door):
    first, second = (door.say(LIAM, "/wg away").view for _ in range(2))
    door.submit(LIAM, second, first="2027-02-01", last="2027-02-05")
    door.submit(LIAM, first, first="2027-03-01")
    kept = door.say(LIAM, "/wg away").inputs["keep"]["options"]
    assert [one["value"][:10] for one in kept] == ["2027-02-01", "2027-03-01"]


def test_how_often_an_action_comes_again_is_not_written_over(door):
    door.say(LIAM, "/action add Send the figures by 12 February every week")
    first, second = (door.say(who, "/action edit A1").view for who in (LIAM, AMARA))
    door.submit(AMARA, second, repeats="MONTHLY;1")
    asked = door.submit(LIAM, first, repeats="WEEKLY;2")
    assert "⚠️ Newer: Every month on the 12th" in asked.words


def test_a_form_from_before_marks_were_carried_is_taken_as_it_was_sent(door):
    old = door.say(LIAM, "/dialogue edit D1").view | {"private_metadata": '{"number": 1}'}
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, title="One")
    door.submit(LIAM, old, title="Two")
    assert kept(door).title == "Two"


def test_who_may_not_edit_any_more_learns_nothing_of_what_is_newer(door):
    first = door.say(LIAM, "/dialogue edit D1").view
    door.submit(AMARA, door.say(AMARA, "/dialogue edit D1").view, audience="members")
    door.directory.channels.clear()
    refused = door.submit(LIAM, first, title="Two")
    assert refused.view is None
    assert "I can't find D1" in refused.errors["title"]


def test_what_was_refused_beside_a_field_is_looked_at_anew_when_it_is_sent_again(door):
    """The view keeps its id and hash where only words stand beside its fields."""
    form = door.press(LIAM, "dialogue.schedule", "").view
    filled = {"title": "Fines", "date": "2027-02-12", "time": "15:00"}
    twice = door.submit(LIAM, form, again="V0", **filled)
    assert "You have just scheduled this title as D1" in twice.errors["title"]
    again = door.submit(LIAM, form, again="V0", **(filled | {"title": "Fines, part two"}))
    assert "Scheduled D2" in again.words
