"""Shortcuts: an action or a card from a message, and the menu of what one may do."""

from datetime import timedelta

import pytest

from bot.domain.wording import spell_day
from tests.stories.town import TECH, technology

GENERAL = "#general"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("shortcuts")) as running:
        yield running


def initial(form):
    """What the form's inputs hold at first, by block id."""
    said = {}
    for block in form.view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            first = [v for k, v in element.items() if k.startswith("initial_")]
            said[block["block_id"]] = next(iter(first), None)
    return said


def test_an_action_from_a_message(network):
    amara, liam = network.person("amara"), network.person("liam")
    due = network.now.date() + timedelta(days=16)
    person = network.people["liam"]
    text = (
        f"Thank you all. <@{person}> draft the summary & send it by {spell_day(due)}. It is short."
    )
    ts = amara.says(TECH, text)
    form = amara.runs("Log an action", TECH, ts)
    assert "Thank you all." in form.words
    given = initial(form)
    assert given["title"] == "draft the summary & send it"
    assert given["owners"] == [network.people["liam"]]
    assert given["due_on"] == due.isoformat()
    assert form.submit() == {}
    assert "I leave a reply below the message." in amara.modal().words
    amara.closes()
    (reply,) = [m for m in liam.thread(TECH, ts) if m.ts != ts]
    assert "logged an action from this message" in reply.words
    assert "A1 draft the summary & send it" in reply.words
    reply.press("Show")
    shown = liam.thread(TECH, ts)[-1]
    assert shown.ephemeral
    assert f"p{ts.replace('.', '')}" in shown.words


def test_in_a_thread_the_reply_goes_below_its_head(network):
    amara = network.person("amara")
    head = amara.says(TECH, "Where are we?")
    inner = amara.says(TECH, "Compare the fines", thread_ts=head)
    assert amara.runs("Log an action", TECH, inner).submit() == {}
    amara.closes()
    assert "Compare the fines" in amara.thread(TECH, head)[-1].words


def test_what_is_for_members_is_not_named_where_others_read(network):
    amara = network.person("amara")
    ts = amara.says(TECH, "Ask for the files of the case")
    form = amara.runs("Log an action", TECH, ts).fill(audience="members")
    assert form.submit() == {}
    assert "I leave no reply there" in amara.modal().words
    amara.closes()
    assert len(amara.thread(TECH, ts)) == 1


def test_a_card_from_a_message(network):
    denise = network.person("denise")
    ts = denise.says(TECH, "Evening talks in libraries.\nMore at https://example.org/talks today")
    form = denise.runs("Share as good practice", TECH, ts)
    given = initial(form)
    assert given["title"] == "Evening talks in libraries."
    assert given["link"] == "https://example.org/talks"
    assert given["what_was_done"].startswith("Evening talks in libraries.\nMore at")
    assert f"/p{ts.replace('.', '')}" in given["what_was_done"]
    denise.closes()


def test_messages_in_other_places(network):
    amara = network.person("amara")
    ts = amara.says(GENERAL, "Plan the survey")
    form = amara.runs("Log an action", GENERAL, ts)
    assert "This is not the channel of a working group" in form.words
    assert initial(form)["title"] == "Plan the survey"
    assert form.submit() == {}
    amara.closes()
    assert len(amara.thread(GENERAL, ts)) == 1
    ts = amara.says("@convenor", "Write to the ministry")
    assert initial(amara.runs("Log an action", "@convenor", ts))["title"] == "Write to the ministry"
    amara.closes()


def test_an_observer_logs_nothing(network):
    denise = network.person("denise")
    ts = denise.says(TECH, "An observer's idea")
    refused = denise.runs("Log an action", TECH, ts).words
    assert "Only a member of Technology can log an action." in refused
    denise.closes()


def test_a_message_that_is_gone(network):
    amara = network.person("amara")
    ts = amara.says(TECH, "Never mind")
    network.post(
        "/door/faults", method="chat.getPermalink", fault="error:message_not_found", times=1
    )
    form = amara.runs("Log an action", TECH, ts)
    assert "That message is not there any more" in form.words
    amara.closes()


def test_the_menu_has_what_one_may_do(network):
    amara, denise, sina = map(network.person, ("amara", "denise", "sina"))
    menu = amara.runs("What I can do")
    assert "As a chair of Technology" in menu.words
    assert "Roster" not in menu.words
    assert menu.press("Schedule a dialogue").title == "Schedule a dialogue"
    amara.closes()
    assert "Log an action" not in denise.runs("What I can do").words
    assert "Your open actions" in denise.modal().press("My actions").words
    denise.closes()
    assert "Roster" in sina.runs("What I can do").words
    sina.closes()
