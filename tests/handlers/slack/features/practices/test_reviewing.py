"""Buttons and forms of the review, and the notifications that follow."""

import json

import pytest

from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.domain.practice import PracticeStatus
from bot.languages import speaking
from bot.use_cases.context import Context
from bot.use_cases.identify import channel_reader
from bot.use_cases.practices.review import build_review_news
from handlers.slack.features.practices import buttons as presses
from handlers.slack.features.practices import forms as chairs
from handlers.slack.features.practices import forms as submissions
from handlers.slack.features.practices import replies
from handlers.slack.features.practices.notifications import RENDERERS
from handlers.slack.features.practices.replies import queue_reply
from handlers.slack.request.response import Reply, ShowView
from tests.bot.use_cases.practices.network import AMARA, DAY, GRACE, LIAM, MINJI, NORA, NOW, PAT
from tests.handlers.slack.features.practices.scenes import (
    FORM,
    buttons,
    inputs,
    pressed,
    scene,
    submitted,
    typed,
    words,
)


@pytest.fixture
def shared(network):
    """P1, shared by an observer through the form."""
    answer = submissions.submit_share(submitted(network, NORA, FORM, {"group": network.tech.id}))
    assert isinstance(answer, Reply)
    return answer


def kept(network, number=1):
    return network.work.practices.get(network.reader(GRACE), number)


def queued(network, number=1, revision=1):
    return f"{number} {revision} {network.tech.id} 0"


def rendered(network, kind, reader):
    row = network.owed(kind)[0]
    said = build_review_news(row, Context(reader=reader, work=network.work, now=NOW))
    return RENDERERS[type(said)](said)


def return_it(network, comment="Please say how many."):
    return chairs.submit_return(
        submitted(network, AMARA, {"comment": comment}, {"number": 1, "revision": 1})
    )


def test_a_french_speaking_chair_is_answered_in_french_and_the_record_stays_english(
    network, shared
):
    with speaking("fr"):
        said = words(presses.press_publish(pressed(network, AMARA, "1 1")))
        shown = words(presses.press_show(pressed(network, AMARA, "1")))
    assert "P1 est publiée." in said
    assert "Niveau de preuve\u00a0: essai pilote" in shown
    assert "jeunes et éducateurs" in shown
    events = network.work.journal.events_under(network.reader(AMARA), kept(network))
    assert [event.did for event in events] == ["shared", "published"]


def test_sharing_is_confirmed_with_the_reference_and_who_reviews(network, shared):
    said = words(shared)
    for expected in (
        "P1 is sent for review.",
        "for Technology",
        "A chair reviews it before anyone else sees it. Chair: @amara.",
        "Topics: sextortion, schools",
        "Tuesday 23 November 2027",
        "Shared with: the whole group",
    ):
        assert expected in said
    assert kept(network).author == NORA


def test_the_form_of_a_direct_message_carries_the_group(network):
    fields = {**FORM, "group_id": str(network.tech.id)}
    submissions.submit_share(submitted(network, LIAM, fields))
    assert kept(network).group_id == network.tech.id
    with pytest.raises(NotValid) as refused:
        submissions.submit_share(submitted(network, LIAM, {**FORM, "group_id": None}))
    assert refused.value.field == "group_id"


def test_publishing_from_the_queue_brings_the_queue_up_to_date(network, shared):
    answer = presses.press_publish(pressed(network, AMARA, queued(network)))
    assert answer.replace
    said = words(answer)
    assert "P1 is published." in said
    assert "I am telling @nora" in said
    assert "No practice awaits review in Technology" in said
    assert kept(network).status is PracticeStatus.PUBLISHED


def test_publishing_from_the_card_shows_it_without_buttons(network, shared):
    answer = presses.press_publish(pressed(network, AMARA, "1 1"))
    assert answer.replace
    assert "Peer mentors against sextortion" in words(answer)
    assert buttons(answer) == {}


def test_the_second_chair_hears_what_was_decided_and_by_whom(network, shared):
    presses.press_publish(pressed(network, AMARA, queued(network)))
    second = words(presses.press_publish(pressed(network, GRACE, queued(network))))
    assert "This was decided already. Nothing has changed now." in second
    assert "P1 was published by @amara in Technology on" in second
    for press in (presses.press_return, presses.press_decline):
        answer = press(pressed(network, GRACE, queued(network)))
        assert isinstance(answer, Reply)
        assert "P1 was published by @amara" in words(answer)
    late = chairs.submit_decline(
        submitted(network, GRACE, {"reason": "no"}, {"number": 1, "revision": 1})
    )
    assert "P1 was published by @amara" in words(late)
    assert len(network.owed()) == 2


@pytest.mark.parametrize(
    "press", [presses.press_publish, presses.press_return, presses.press_decline]
)
def test_rights_are_looked_at_in_every_press(network, shared, press):
    with pytest.raises(NotAllowed, match="Only a chair of Technology"):
        press(pressed(network, NORA, queued(network)))
    for user_id in (LIAM, MINJI, PAT):
        with pytest.raises(NotFound, match="I can't find P1 in a group you belong to"):
            press(pressed(network, user_id, queued(network)))
    assert kept(network).status is PracticeStatus.SUBMITTED


@pytest.mark.parametrize("submit", [chairs.submit_return, chairs.submit_decline])
def test_rights_are_looked_at_in_every_form(network, shared, submit):
    fields = {"comment": "no", "reason": "no"}
    for user_id in (LIAM, NORA):
        with pytest.raises(Refusal):
            submit(submitted(network, user_id, fields, {"number": 1, "revision": 1}))
    assert kept(network).status is PracticeStatus.SUBMITTED


def test_the_forms_ask_for_words(network, shared):
    for press, field in ((presses.press_return, "comment"), (presses.press_decline, "reason")):
        answer = press(pressed(network, AMARA, queued(network)))
        assert isinstance(answer, ShowView)
        assert "P1 Peer mentors" in words(answer)
        assert list(inputs(answer)) == [field]


def test_a_returned_card_comes_back_edited(network, shared):
    said = words(return_it(network))
    assert "P1 is returned." in said
    assert "Please say how many." in said
    letter_blocks = rendered(network, "practice.outcome", network.reader(NORA))
    assert "P1 was returned by @amara in Technology on" in words(letter_blocks)
    assert "Please say how many." in words(letter_blocks)
    assert buttons(letter_blocks) == {"practice.edit:1": "1"}
    form = presses.press_edit(pressed(network, NORA, "1"))
    assert "Please say how many." in words(form)
    asked = inputs(form)
    assert asked["title"]["initial_value"] == FORM["title"]
    assert [o["value"] for o in asked["topics"]["initial_options"]] == FORM["topics"]
    assert [o["value"] for o in asked["publics"]["initial_options"]] == FORM["publics"]
    assert asked["evidence"]["initial_option"]["value"] == "pilot"
    again = submissions.submit_edit(
        submitted(network, NORA, {**FORM, "title": "With numbers"}, {"number": 1})
    )
    assert "P1 is sent for review again." in words(again)
    assert (kept(network).revision, kept(network).title) == (2, "With numbers")
    with pytest.raises(Refusal, match="P1 was changed since you opened this"):
        presses.press_publish(pressed(network, AMARA, queued(network)))
    presses.press_publish(pressed(network, AMARA, queued(network, revision=2)))
    assert kept(network).status is PracticeStatus.PUBLISHED


def test_a_card_that_waits_is_changed_and_the_chair_told(network, shared):
    form = presses.press_edit(pressed(network, NORA, "1"))
    assert form.view["submit"]["text"] == "Save"
    with pytest.raises(NotAllowed, match="Only the author"):
        presses.press_edit(pressed(network, AMARA, "1"))
    opened = json.loads(form.view["private_metadata"])
    fields = {**FORM, "title": "With numbers"}
    answer = submissions.submit_edit(submitted(network, NORA, fields, opened, now=NOW + DAY))
    assert "P1 is changed: title." in words(answer)
    assert "It keeps its place in the queue of Technology" in words(answer)
    queue = queue_reply(typed(network, AMARA, now=NOW + DAY), network.tech.id, 0)
    assert "sent yesterday, changed today" in words(queue)
    with pytest.raises(Refusal, match="P1 was changed since you opened this"):
        presses.press_publish(pressed(network, AMARA, queued(network)))
    presses.press_publish(pressed(network, AMARA, queued(network, revision=2)))
    assert kept(network).title == "With numbers"
    assert "No practice awaits review" in words(queue_reply(typed(network, AMARA), 0, 0))
    assert "changed" not in words(replies.history_reply(scene(network, LIAM), 1))


def test_a_form_from_before_the_decision_says_so_before_it_saves(network, shared):
    opened = json.loads(presses.press_edit(pressed(network, NORA, "1")).view["private_metadata"])
    presses.press_publish(pressed(network, AMARA, queued(network)))
    fields = {**FORM, "title": "With numbers"}
    asked = submissions.submit_edit(submitted(network, NORA, fields, opened))
    assert "P1 was published since you opened this form." in words(asked)
    assert "sees the change at once" in words(asked)
    assert kept(network).title == FORM["title"]
    again = json.loads(asked.view["private_metadata"])
    submissions.submit_edit(submitted(network, NORA, fields, again))
    assert kept(network).title == "With numbers"


def test_only_the_author_opens_the_editing_form(network, shared):
    return_it(network)
    with pytest.raises(NotAllowed, match="Only the author"):
        presses.press_edit(pressed(network, AMARA, "1"))
    with pytest.raises(NotFound):
        presses.press_edit(pressed(network, LIAM, "1"))


def test_the_card_in_the_channel_says_everything_and_pings_nobody(network, shared):
    presses.press_publish(pressed(network, AMARA, queued(network)))
    blocks = rendered(network, "practice.card", channel_reader(network.tech.id, members_only=False))
    said = words(blocks)
    for expected in (
        "Peer mentors against sextortion",
        "Pupils of sixteen teach pupils of twelve.",
        "Mentors were trained for two days.",
        "For: young people and educators",
        "Organisation: NCMEC",
        "Country: Ireland (IE)",
        "https://example.org/mentors",
        "Shared by: @nora",
        "Reference: P1",
    ):
        assert expected in said
    assert "<@" not in said
    assert buttons(blocks) == {"adoption.use:1": "1", "adoption.save:1": "1"}
    outcome = words(rendered(network, "practice.outcome", network.reader(NORA)))
    assert "P1 was published by @amara" in outcome
    assert "Thank you for sharing it" in outcome


def test_a_declined_card_is_answered_with_the_reason(network, shared):
    chairs.submit_decline(
        submitted(network, AMARA, {"reason": "An advertisement"}, {"number": 1, "revision": 1})
    )
    blocks = rendered(network, "practice.outcome", network.reader(NORA))
    assert "P1 was declined by @amara" in words(blocks)
    assert "An advertisement" in words(blocks)
    assert buttons(blocks) == {}


def test_longest_words_fit_into_every_message_and_form(network):
    fields = {
        **FORM,
        "title": "<" * 150,
        "summary": "&" * 280,
        "what_was_done": "w" * 2000,
        "topics": [f"{n}" * 30 for n in range(10)],
        "contact": "c" * 80,
        "link": "https://e.org/" + "x" * 1_980,
    }
    words(submissions.submit_share(submitted(network, NORA, fields, {"group": network.tech.id})))
    words(return_it(network, "r" * 2000))
    words(presses.press_edit(pressed(network, NORA, "1")))
    words(rendered(network, "practice.outcome", network.reader(NORA)))
    submissions.submit_edit(submitted(network, NORA, fields, {"number": 1}))
    words(presses.press_publish(pressed(network, AMARA, "1 2")))
    words(rendered(network, "practice.card", channel_reader(network.tech.id, members_only=False)))
