"""What a chair presses and fills in beside the review, and what the author's menu offers."""

import json

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.review import build_review_news
from handlers.slack.features.practices import buttons as presses
from handlers.slack.features.practices import commands, forms
from handlers.slack.features.practices.notifications import RENDERERS
from handlers.slack.request.response import Reply
from tests.bot.use_cases.practices.network import AMARA, DAY, GRACE, LIAM, NORA, NOW
from tests.bot.use_cases.practices.test_edit import put
from tests.handlers.slack.features.practices.scenes import (
    FORM,
    buttons,
    inputs,
    pressed,
    submitted,
    typed,
    words,
)

CARD = {**FORM, "contact": "mentors@example.org"}
"""The form of what `put` keeps."""


def test_a_published_card_opens_in_a_form_and_says_what_was_changed(network):
    put(network)
    form = presses.press_edit(pressed(network, NORA, "1"))
    assert form.view["submit"]["text"] == "Save"
    answer = forms.submit_edit(
        submitted(network, NORA, {**CARD, "title": "Mentors"}, {"number": 1})
    )
    said = words(answer)
    assert "P1 is changed: title." in said
    assert "The chairs of Technology find the change in their queue." in said
    queue = commands.run_review(typed(network, AMARA, now=NOW + 3 * DAY))
    assert "changed after publication 3 days ago" in words(queue)
    value = buttons(queue)["practice.seen:1"]
    seen = presses.press_seen(pressed(network, AMARA, value))
    assert "P1 stays as it is now." in words(seen)
    assert "No practice awaits review" in words(seen)
    late = presses.press_seen(pressed(network, GRACE, value))
    assert "Nothing has changed now. @amara has looked at this change on" in words(late)


def test_a_chairs_change_is_told_to_the_author_and_widening_is_asked_about(network):
    put(network)
    fields = {**CARD, "audience": "network"}
    asked = forms.submit_edit(submitted(network, AMARA, fields, {"number": 1}))
    assert "You are about to open P1 to the whole network." in words(asked)
    again = json.loads(asked.view["private_metadata"])
    assert "@nora" in words(forms.submit_edit(submitted(network, AMARA, fields, again)))
    (row,) = network.owed("practice.edited")
    context = Context(reader=network.reader(NORA), work=network.work, now=NOW)
    said = build_review_news(row, context)
    letter = RENDERERS[type(said)](said)
    assert "A chair of Technology, @amara, has changed your card: audience." in words(letter)
    assert set(buttons(letter)) == {"practice.show:1", "practice.history:1"}


def test_withdrawing_asks_for_the_reason_and_tells_the_second_who_did(network):
    put(network)
    form = commands.run_withdraw(typed(network, AMARA, "P1 because the law changed"))
    assert inputs(form)["reason"]["initial_value"] == "the law changed"
    done = forms.submit_withdraw(
        submitted(network, AMARA, {"reason": "the law changed"}, {"number": 1})
    )
    assert "P1 is withdrawn." in words(done)
    assert "I am telling @nora" in words(done)
    late = presses.press_withdraw(pressed(network, GRACE, "1"))
    assert isinstance(late, Reply)
    assert "P1 was withdrawn by @amara in Technology on" in words(late)
    (row,) = network.owed("practice.outcome")
    context = Context(reader=network.reader(NORA), work=network.work, now=NOW)
    said = build_review_news(row, context)
    assert "the law changed" in words(RENDERERS[type(said)](said))
    for press in (presses.press_publish, presses.press_return, presses.press_decline):
        assert "P1 was withdrawn by @amara" in words(press(pressed(network, GRACE, "1 1")))


def test_only_a_card_for_the_network_offers_other_channels(network):
    waits = {"status": PracticeStatus.SUBMITTED, "reviewed_by": None, "settled_at": None}
    put(network, 1, **waits)
    put(network, 2, audience=Audience.NETWORK, **waits)
    queue = buttons(commands.run_review(typed(network, GRACE)))
    assert "practice.publish_in:1" not in queue
    form = presses.press_publish_in(pressed(network, GRACE, queue["practice.publish_in:2"]))
    chosen = [option["value"] for option in inputs(form)["also"]["options"]]
    assert str(network.teach.id) in chosen
    metadata = json.loads(form.view["private_metadata"])
    fields = {"also": [str(network.teach.id)]}
    done = forms.submit_publish(submitted(network, GRACE, fields, metadata))
    assert f"in the channel of Technology and {network.teach.name}" in words(done)
    late = forms.submit_publish(submitted(network, AMARA, fields, metadata))
    assert "P2 was published by" in words(late)


def test_the_history_is_on_the_card(network):
    put(network)
    forms.submit_edit(submitted(network, NORA, {**CARD, "contact": "x"}, {"number": 1}))
    shown = commands.run_show(typed(network, LIAM, "P1"))
    assert "practice.history:1" in buttons(shown)
    for answer in (
        presses.press_history(pressed(network, LIAM, "1")),
        commands.run_history(typed(network, LIAM, "P1")),
    ):
        assert "edited by @nora (contact)" in words(answer)


def test_chairs_edit_the_list_and_others_read_it(network):
    put(network, topics=("grooming",))
    shown = commands.run_topics(typed(network, AMARA))
    form = presses.press_topics(pressed(network, AMARA, buttons(shown).popitem()[1]))
    assert "On cards, not on the list: grooming" in words(form)
    fields = {"listed": "Sextortion\nschools, #libraries", "others": "closed"}
    saved = forms.submit_topics(submitted(network, AMARA, fields, {"group": network.tech.id}))
    assert "Sextortion, schools, libraries" in words(saved)
    read = commands.run_topics(typed(network, LIAM))
    assert "Cards have no other topics." in words(read)
    assert buttons(read) == {}
    with pytest.raises(NotAllowed):
        presses.press_topics(pressed(network, LIAM, str(network.tech.id)))
