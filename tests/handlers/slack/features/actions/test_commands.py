"""/action's other verbs, from what was typed to the words that come back."""

import json
import re
from datetime import date, timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from handlers.slack.kit.catalogue import ACTION
from handlers.slack.request.request import Kind
from handlers.slack.request.response import ShowView
from handlers.slack.routes import ROUTES
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    DIRECT,
    LIAM,
    MINJI,
    NORA,
    NOW,
    OLIVE,
    TODAY,
    YVES,
    dialogue,
)
from tests.handlers.slack.features.actions.scenes import (
    button,
    buttons,
    inputs,
    press,
    type_in,
    words,
)


def test_every_ready_verb_has_a_route():
    verbs = [v.name for v in ACTION.verbs if v.name != "help"]
    assert (Kind.COMMAND, "/action") in ROUTES
    assert [v for v in verbs if (Kind.COMMAND, f"/action {v}") not in ROUTES] == []


# Lists -----------------------------------------------------------------------------------------


def test_mine_are_open_with_done_for_each(network):
    network.put(1, due_on=TODAY - DAY, title="Late")
    network.put(2, due_on=TODAY, title="Today")
    network.put(3, owner_user_id=OLIVE, title="Hers")
    network.put(4, status=ActionStatus.DONE, title="Old")
    answer = type_in(network, LIAM, "")
    assert words(answer).splitlines() == [
        "Your open actions in Technology: 2",
        "A1 Late",
        "@liam · overdue since Sunday 6 December 2026",
        "A2 Today",
        "@liam · due today, Monday 7 December 2026",
    ]
    assert [each for each in buttons(answer) if each[0] == "Done"] == [
        ("Done", "action.done", "A1|list 0 open mine"),
        ("Done", "action.done", "A2|list 0 open mine"),
    ]


def test_none_is_said_and_other_lists_offered(network):
    answer = type_in(network, LIAM, "")
    assert words(answer).splitlines() == ["Your open actions in Technology: none"]
    assert [label for label, *_ in buttons(answer)] == [
        *("Ofcom", "Open", "Overdue", "Completed", "Nobody's yet")
    ]


def test_my_organisations_list_is_a_button_away(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_user_id=None, owner_organisation_id=ofcom)
    network.put(2, owner_user_id=OLIVE, owner_organisation_id=ofcom)
    answer = press(network, LIAM, *button(type_in(network, LIAM, ""), "Ofcom"))
    assert "Open actions of Ofcom in Technology: 2" in words(answer)
    assert ("Done", "action.done", f"A1|list 0 open org:{ofcom}") in buttons(answer)
    assert not any(value.startswith("A2") for _, _, value in buttons(answer))


@pytest.mark.parametrize(
    ("raw", "heading"),
    [
        ("", "Open actions in Technology: 2"),
        ("overdue", "Overdue actions in Technology: 1"),
        ("done", "Done actions in Technology: 1"),
        ("all", "All actions in Technology: 4"),
        (f"<@{OLIVE}>", "Open actions of @olive in Technology: 1"),
        (f"overdue <@{OLIVE}>", "Overdue actions of @olive in Technology: none"),
        ("mine", "Your open actions in Technology: 1"),
        ("all ofcom", "All actions of Ofcom in Technology: none"),
    ],
)
def test_filters(network, raw, heading):
    network.put(1, due_on=TODAY - DAY)
    network.put(2, owner_user_id=OLIVE)
    network.put(3, status=ActionStatus.DONE, settled_at=NOW, settled_by=LIAM)
    network.put(4, status=ActionStatus.DROPPED, settled_at=NOW, settled_by=AMARA, note="why")
    assert words(type_in(network, LIAM, "list", raw)).startswith(heading)


def test_done_ones_say_when_by_whom_and_with_what_note(network):
    network.put(status=ActionStatus.DONE, settled_at=NOW, settled_by=OLIVE, note="sent " * 100)
    answer = type_in(network, LIAM, "list", "done")
    assert "by @olive: sent sent" in words(answer)
    assert len(words(answer)) < 600
    assert button(answer, "Reopen") == ["action.reopen", "A1|list 0 done any"]


def test_what_nobody_owns_is_a_list_of_its_own(network):
    for number in range(1, 13):
        network.put(number, owner_user_id=None, due_on=TODAY - DAY if number < 3 else None)
    network.put(13, owner_user_id=OLIVE)
    first = type_in(network, LIAM, "list", "nobody")
    assert words(first).startswith("Open actions that nobody owns yet in Technology: 1–10 of 12")
    assert button(first, "Next") == ["action.page:next", "10 open org:0"]
    second = press(network, LIAM, *button(first, "Next"))
    assert "11–12 of 12 items" in words(second)
    late = type_in(network, LIAM, "list", "overdue nobody")
    assert words(late).startswith("Overdue actions that nobody owns yet in Technology: 2")
    every = type_in(network, LIAM, "list", "")
    assert button(every, "Nobody's yet") == ["action.page:view", "0 open org:0"]


def test_pages_with_the_count(network):
    for number in range(1, 26):
        network.put(number)
    first = type_in(network, LIAM, "list")
    assert "1–10 of 25 items" in words(first)
    assert button(first, "Next") == ["action.page:next", "10 open any"]
    second = press(network, LIAM, *button(first, "Next"))
    assert second.replace
    assert "11–20 of 25 items" in words(second)
    assert button(second, "Previous") == ["action.page:prev", "0 open any"]
    last = press(network, LIAM, *button(second, "Next"))
    assert "21–25 of 25 items" in words(last)
    assert "Next" not in [label for label, *_ in buttons(last)]


def test_a_list_shows_an_observer_only_what_is_theirs_to_see(network):
    network.put(1, audience=Audience.MEMBERS, title="Members only")
    network.put(2, owner_user_id=NORA)
    answer = type_in(network, NORA, "list")
    assert "Open actions in Technology: 1" in words(answer)
    assert "Members only" not in words(answer)
    assert [v for _, a, v in buttons(answer) if a == "action.done"] == ["A2|list 0 open any"]


def test_in_a_direct_message_all_groups_with_their_names(network):
    network.put(1)
    network.put(2, group_id=network.teach.id)
    answer = type_in(network, LIAM, "", place=DIRECT)
    assert words(answer).splitlines() == [
        "Your open actions in your groups: 2",
        "A1 Action 1",
        "@liam · no due date · Technology",
        "A2 Action 2",
        "@liam · no due date · Education",
    ]
    with pytest.raises(Refusal, match="not in a working group yet"):
        type_in(network, YVES, "", place=DIRECT)


def test_a_full_page_of_the_longest_fits(network):
    network.work.groups.change(network.tech)
    for number in range(1, 301):
        network.put(
            number,
            title="م" * 150,
            status=ActionStatus.DONE,
            note="x" * 2_000,
            settled_at=NOW,
            settled_by=LIAM,
        )
    answer = type_in(network, LIAM, "list", "done")
    assert "1–10 of 300 items" in words(answer)
    assert len(answer.blocks) <= 50


def test_words_that_are_no_filter_are_named(network):
    assert "Did you mean “overdue”" in words(type_in(network, LIAM, "list", "overdeu"))


# Done, reopen, drop ----------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["done", "reopen", "assign", "due", "edit", "drop", "show"])
def test_without_a_reference_the_usage_comes_back(network, verb):
    answer = type_in(network, LIAM, verb)
    assert f"/action {verb}" in words(answer)
    assert network.history() == []


@pytest.mark.parametrize("verb", ["done", "reopen", "edit", "show"])
def test_what_is_not_there_cannot_be_found(network, verb):
    with pytest.raises(NotFound) as caught:
        type_in(network, LIAM, verb, "A99")
    assert caught.value.words == "I can't find A99 in a group you belong to."


@pytest.mark.parametrize("verb", ["done", "reopen", "edit", "show"])
@pytest.mark.parametrize("raw", ["D12", "x", "A99999999999"])
def test_what_is_no_reference_is_said_to_be_none(network, verb, raw):
    with pytest.raises(NotFound) as caught:
        type_in(network, LIAM, verb, raw)
    assert caught.value.words == f"“{raw}” is not a reference such as A104."


def test_done_with_a_note(network):
    network.put()
    answer = type_in(network, LIAM, "done", f"a1 sent to <@{OLIVE}> &amp; all")
    assert words(answer).startswith("Done.\nA1 Action 1")
    assert ": sent to @olive &amp; all" in words(answer)
    assert network.stored().note == "sent to @olive & all"
    assert button(answer, "Reopen") == ["action.reopen", "A1|card"]


def test_several_are_done_with_one_note(network):
    for number in (1, 2, 3):
        network.put(number)
    answer = type_in(network, LIAM, "done", "A1, *A2* and A3: sent to all")
    for number in (1, 2, 3):
        kept = network.stored(number)
        assert (kept.status, kept.note) == (ActionStatus.DONE, "sent to all")
        assert f"A{number} " in words(answer)
    assert [value for _, action, value in buttons(answer) if action == "action.reopen"] == [
        f"A{number}|card" for number in (1, 2, 3)
    ]


def test_a_note_is_not_kept_for_those_of_several_that_were_done_before(network):
    network.put(1)
    network.put(2, status=ActionStatus.DONE, settled_at=NOW, settled_by=LIAM)
    answer = type_in(network, LIAM, "done", "A1 A2 sent")
    assert "Your note was not kept for A2, because nothing changed." in words(answer)
    assert (network.stored(1).note, network.stored(2).note) == ("sent", None)


@pytest.mark.parametrize(
    "typed",
    [
        "A1 Draft the summary\n@liam · due Friday 11 December 2026",
        "• *A1* Draft the summary @liam · due Friday 11 December 2026",
        "A1 Draft the summary",
    ],
)
def test_a_line_of_a_list_can_be_pasted(network, typed):
    network.put(1, title="Draft the summary", due_on=date(2026, 12, 11))
    shown_line = words(type_in(network, LIAM, "list"))
    assert "A1 Draft the summary\n@liam · due Friday 11 December 2026" in shown_line
    type_in(network, LIAM, "done", f"{typed} and sent")
    assert network.stored(1).note == "and sent"
    type_in(network, LIAM, "reopen", typed)
    assert network.stored(1).open


def test_done_again_says_what_is_and_keeps_no_second_note(network):
    network.put()
    type_in(network, LIAM, "done", "A1 first")
    answer = type_in(network, AMARA, "done", "A1 second")
    assert words(answer).startswith("A1 was done already; nothing changed.")
    assert "Your note was not kept" in words(answer)
    assert "/action done A1 second" in words(answer)
    assert network.stored().note == "first"
    assert "note was not kept" not in words(type_in(network, AMARA, "done", "A1"))


def test_reopen(network):
    network.put(status=ActionStatus.DONE, settled_at=NOW, settled_by=LIAM)
    assert words(type_in(network, LIAM, "reopen", "A1")).startswith("Open again.")
    again = type_in(network, LIAM, "reopen", "A1")
    assert words(again).startswith("A1 is open already; nothing changed.")


@pytest.mark.parametrize("verb", ["reopen", "edit", "show"])
def test_words_left_over_are_named_and_nothing_is_done(network, verb):
    before = network.put(status=ActionStatus.DONE, settled_at=NOW, settled_by=LIAM)
    answer = type_in(network, LIAM, verb, "A1 please")
    assert "I don't know what to do with “please”. Nothing changed." in words(answer)
    assert network.stored() == before


def test_drop_needs_a_reason(network):
    network.put()
    answer = type_in(network, LIAM, "drop", "A1 because")
    assert "Please say why" in words(answer)
    assert network.stored().open
    answer = type_in(network, LIAM, "drop", "A1 because the law changed")
    assert words(answer).startswith("Dropped.")
    assert ": the law changed" in words(answer)
    again = type_in(network, LIAM, "drop", "A1 because of me")
    assert words(again).startswith("A1 was dropped already; nothing changed.")
    assert network.stored().note == "the law changed"


def test_refusals_name_the_chair(network):
    network.put()
    with pytest.raises(NotAllowed, match="Chair: @amara"):
        type_in(network, OLIVE, "done", "A1")


# Assign and due --------------------------------------------------------------------------------


def test_assign(network):
    network.put(due_on=TODAY + DAY)
    answer = type_in(network, LIAM, "assign", f"A1 <@{MINJI}>")
    assert words(answer).splitlines()[:4] == [
        "Handed over to @min-ji (KCSC).",
        "A1 Action 1",
        "Owner: @min-ji (KCSC)",
        "Due Tuesday 8 December 2026 (until midnight, Seoul time)",
    ]
    assert "nothing changed" in words(type_in(network, AMARA, "assign", f"A1 to <@{MINJI}>"))
    assert "Owner: Ofcom" in words(type_in(network, AMARA, "assign", "A1 ofcom"))
    nobody = type_in(network, AMARA, "assign", "A1 nobody")
    assert words(nobody).startswith("It has no owner now.")
    assert "Who is its new owner?" in words(type_in(network, AMARA, "assign", "A1"))
    with pytest.raises(Refusal, match="the moon"):
        type_in(network, AMARA, "assign", "A1 the moon")
    assert network.stored().owner_user_id is None


def test_due(network):
    network.put(due_on=TODAY + DAY)
    answer = type_in(network, LIAM, "due", "A1 12 Dec")
    assert words(answer).startswith("Due date changed.\nA1 Action 1")
    assert "Due Saturday 12 December 2026 (until midnight, London time)" in words(answer)
    assert "already" in words(type_in(network, LIAM, "due", "A1 to 12 December"))
    assert "No due date" in words(type_in(network, LIAM, "due", "A1 none"))
    assert "When is it due?" in words(type_in(network, LIAM, "due", "A1"))
    with pytest.raises(Refusal, match="in the past"):
        type_in(network, LIAM, "due", "A1 1 Dec 2026")
    timed = words(type_in(network, LIAM, "due", "A1 12 Dec 14:00"))
    assert "A due date is a whole day, so the time in “14:00” is left out." in timed
    later = words(type_in(network, LIAM, "due", "A1 a week later"))
    assert "Due Saturday 19 December 2026" in later


def test_a_due_day_that_could_be_two_is_asked(network):
    before = network.put()
    answer = type_in(network, LIAM, "due", "A1 3/4")
    assert len(buttons(answer)) == 2
    assert '"raw":"A1 2027-03-04"' in button(answer, "Thursday 4 March 2027")[1]
    assert '"raw":"A1 2027-04-03"' in button(answer, "Saturday 3 April 2027")[1]
    assert network.stored() == before


def test_a_day_over_for_the_owner_is_refused(network):
    """It is Monday where Liam writes, and Tuesday where Amara is."""
    before = network.put(owner_user_id=AMARA, created_by=LIAM, zone="Australia/Sydney")
    late = NOW + timedelta(hours=4, minutes=10)
    with pytest.raises(NotValid, match="has already ended where the owner is"):
        type_in(network, LIAM, "due", "A1 7 Dec", now=late)
    assert network.stored() == before


# Edit and show ---------------------------------------------------------------------------------


def test_edit_opens_the_form_as_it_stands(network):
    network.put(due_on=date(2026, 12, 12), audience=Audience.MEMBERS)
    answer = type_in(network, LIAM, "edit", "A1")
    assert isinstance(answer, ShowView)
    assert answer.view["title"]["text"] == "Edit A1"
    fields = inputs(answer.view)
    assert fields["title"]["initial_value"] == "Action 1"
    assert fields["owner_user_id"]["initial_user"] == LIAM
    assert "initial_option" not in fields["organisation_id"]
    assert fields["due_on"]["initial_date"] == "2026-12-12"
    assert fields["audience"]["initial_option"]["value"] == "members"
    words(answer)
    with pytest.raises(NotAllowed):
        type_in(network, OLIVE, "edit", "A1")


def test_show_says_everything_and_what_happened(network):
    type_in(network, LIAM, "add", f"Draft it <@{OLIVE}> by 12 Dec")
    type_in(network, AMARA, "assign", f"A1 <@{MINJI}>")
    type_in(network, MINJI, "done", "A1 sent")
    said = words(type_in(network, NORA, "show", "A1"))
    assert "A1 Draft it\nOwner: @min-ji (KCSC)\nDue Saturday 12 December 2026" in said
    assert "by @min-ji: sent" in said
    assert "Logged by @liam" in said
    assert "logged by @liam (for @olive, due Saturday 12 December 2026)" in said
    assert "assigned by @amara (to @min-ji)" in said
    assert "done by @min-ji (sent)" in said
    assert buttons(type_in(network, NORA, "show", "A1")) == []
    shown = type_in(network, MINJI, "show", "A1")
    assert buttons(shown) == [("Reopen", "action.reopen", "A1|show")]


def test_a_long_history_comes_in_pages(network):
    network.put()
    for number in range(40):
        day = "12 Dec" if number % 2 else "13 Dec"
        type_in(network, LIAM, "due", f"A1 {day}")
    answer, told = type_in(network, LIAM, "show", "A1"), []
    for said in ("Changes 26–40 of 40.", "Changes 11–25 of 40.", "Changes 1–10 of 40."):
        assert said in words(answer)
        told.append(words(answer).count("re-dated by @liam"))
        if said[8] != "1" or said.startswith("Changes 11"):
            answer = press(network, LIAM, *button(answer, "Earlier"))
            assert answer.replace
    assert told == [15, 15, 10]
    assert "Changes 11–25" in words(press(network, LIAM, *button(answer, "Later")))


@pytest.mark.parametrize(
    ("letter", "many"),
    [("n", 1_900), ("&amp;", 700), ("ب", 1_900)],
    ids=["plain", "escaped", "right to left"],
)
def test_long_notes_are_read_in_full(network, letter, many):
    """However long they are in Slack's count; one page holds fewer of them then."""
    network.put()
    notes = [f"{n} {letter * many} end{n}" for n in range(9)]
    for note in notes:
        type_in(network, LIAM, "done", f"A1 {note}")
        type_in(network, LIAM, "reopen", "A1")
    read, answer = "", type_in(network, LIAM, "show", "A1")
    while True:
        read += words(answer)
        if not any(label == "Earlier changes" for label, *_ in buttons(answer)):
            break
        answer = press(network, LIAM, *button(answer, "Earlier"))
    assert all(note in read for note in notes)


def choose(network, user_id, question, label):
    """Go on as the button of a question does: the same command with the chosen words."""
    state = json.loads(button(question, label)[1])
    return type_in(network, user_id, state["id"].removeprefix("/action "), state["raw"])


def test_a_person_who_was_typed_is_asked_about_and_then_owns_it(network):
    question = type_in(network, AMARA, "add", "Draft the letter @liam by Friday")
    assert "Is “@liam” the owner?" in words(question)
    assert "Draft the letter @liam by Friday" in words(question)
    assert [label for label, *_ in buttons(question)] == ["@liam", "No owner yet"]
    answer = choose(network, AMARA, question, "@liam")
    assert "Draft the letter" in words(answer)
    assert network.stored(1).owner_user_id == LIAM
    assert network.stored(1).due_on == date(2026, 12, 11)


def test_nobody_may_own_what_was_asked_about(network):
    question = type_in(network, AMARA, "add", "Share the report XYZ by Friday")
    choose(network, AMARA, question, "No owner yet")
    action = network.stored(1)
    assert (action.title, action.owner_user_id) == ("Share the report XYZ", None)
    assert action.due_on == date(2026, 12, 11)


def test_an_organisation_that_is_nearly_named_is_asked_about(network):
    network.put(1)
    question = type_in(network, AMARA, "assign", "A1 Ofcon")
    answer = choose(network, AMARA, question, "Ofcom")
    assert "Handed over to Ofcom." in words(answer)


def test_an_action_keeps_the_dialogue_that_it_came_from(network):
    unknown = "I can't find D12 in a group you belong to."
    with pytest.raises(NotFound, match=re.escape(unknown)):
        type_in(network, LIAM, "add", "Draft the table from D12 by 11 Dec")
    network.work.dialogues.add(dialogue(12, network.tech.id, NOW))
    said = words(type_in(network, LIAM, "add", f"Draft the table <@{LIAM}> from D12 by 11 Dec"))
    assert "A1 Draft the table\n" in said
    assert "From D12 Dialogue 12" in said
