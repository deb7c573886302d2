"""The form of a card: what its menu of topics offers, and what is there already."""

import json

from bot.domain.practice import TopicList
from handlers.slack.features.practices import card_form, forms
from handlers.slack.request.request import Kind
from handlers.slack.request.response import ShowView
from tests.bot.use_cases.practices.network import LIAM, NORA
from tests.bot.use_cases.practices.test_edit import put
from tests.handlers.slack.features.practices.scenes import FORM, inputs, scene, submitted, words


def offered(network, user_id, letters, **metadata):
    call = {"value": letters, "metadata": json.dumps(metadata)}
    asked = scene(network, user_id, kind=Kind.OPTIONS, place=None, **call)
    answer = card_form.suggest_topics(asked)
    return [option["value"] for option in answer.offered["options"]]


def test_what_is_like_it_is_shown_in_the_form_and_a_second_press_sends_it(network):
    put(network)
    network.work.numbers.take_next("P")
    metadata = {"group": network.tech.id, "shown": {"title": "x"}}
    asked = forms.submit_share(submitted(network, LIAM, FORM, metadata))
    assert isinstance(asked, ShowView)
    assert "This may be shared already. Nothing is sent yet." in words(asked)
    assert "P1 Peer mentors against sextortion" in words(asked)
    assert asked.view["submit"]["text"] == "Send anyway"
    filled = inputs(asked)
    assert filled["what_was_done"]["initial_value"] == FORM["what_was_done"]
    assert [o["value"] for o in filled["topics"]["initial_options"]] == FORM["topics"]
    again = json.loads(asked.view["private_metadata"])
    sent = forms.submit_share(submitted(network, LIAM, FORM, again))
    assert "P2 is sent for review." in words(sent)


def test_topics_are_offered_from_the_list_and_from_cards_and_a_new_one_last(network):
    put(network, topics=("grooming",))
    kept_list = TopicList(topics=("Sextortion", "schools"))
    network.work.practices.keep_topics(network.tech.id, kept_list)
    here = {"group": network.tech.id}
    assert offered(network, LIAM, "", **here) == ["Sextortion", "schools", "grooming"]
    assert offered(network, LIAM, "SEXT", **here) == ["Sextortion", "SEXT"]
    assert offered(network, LIAM, "sextortion", number=1) == ["Sextortion"]
    assert offered(network, LIAM, "x" * 31, **here) == []
    closed = TopicList(topics=("Sextortion",), free=False)
    network.work.practices.keep_topics(network.tech.id, closed)
    assert offered(network, LIAM, "groom", **here) == []
    assert offered(network, NORA, "", group=network.teach.id) == [], "she is not in it"
