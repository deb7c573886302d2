"""The form of a new action: what it offers, what it logs, and the errors beside its fields."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotValid, Refusal
from handlers.slack.request.response import Reply, ShowView
from tests.bot.use_cases.actions.network import (
    DIRECT,
    LIAM,
    NORA,
    OLIVE,
    YVES,
)
from tests.handlers.slack.features.actions.scenes import (
    inputs,
    submit,
    type_in,
    words,
)


def form(network, user_id=LIAM, **changes):
    answer = type_in(network, user_id, "add", **changes)
    assert isinstance(answer, ShowView)
    words(answer)
    return answer.view


FILLED = {
    "title": "Draft the summary",
    "owners": [OLIVE],
    "organisations": [],
    "due_on": "2026-12-11",
    "audience": "group",
}


def test_alone_it_opens_a_form_with_the_groups_default_audience(network):
    network.work.groups.change(replace(network.tech, default_audience=Audience.MEMBERS))
    fields = inputs(form(network))
    assert list(fields) == [
        *("title", "owners", "organisations", "due_on", "repeats", "until", "audience")
    ]
    assert fields["audience"]["initial_option"]["value"] == "members"
    offered = [option["text"]["text"] for option in fields["organisations"]["options"]]
    assert offered == ["Arcom", "eSafety", "KCSC", "Ofcom", "NCMEC"]


def test_the_form_logs_the_action(network):
    answer = submit(network, LIAM, form(network), FILLED)
    assert isinstance(answer, Reply)
    assert words(answer).startswith("Logged in Technology.\nA1 Draft the summary")
    assert network.stored(1).owner_user_id == OLIVE


def test_an_organisation_in_the_form(network):
    kcsc = network.organisations["KCSC"].id
    fields = FILLED | {"owners": [], "organisations": [f"id:{kcsc}"]}
    submit(network, LIAM, form(network), fields)
    assert network.stored(1).owner_organisation_id == kcsc


def test_several_owners_in_the_form_get_one_each(network):
    kcsc = network.organisations["KCSC"].id
    fields = FILLED | {"owners": [OLIVE, LIAM], "organisations": [f"id:{kcsc}"]}
    said = words(submit(network, LIAM, form(network), fields))
    assert said.startswith("Logged in Technology: 3 actions, one for each owner.\nA1 Draft")
    assert "With A2 of @liam (Ofcom) and A3 of KCSC: 0 of 3 done" in said
    assert [network.stored(n).linked_to for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": None}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"owners": [OLIVE, YVES]}, "owners"),
        ({"owners": [NORA], "audience": "members"}, "owners"),
        ({"due_on": "2026-12-06"}, "due_on"),
        ({"due_on": "soon"}, "due_on"),
        ({"audience": None}, "audience"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(network, changes, field):
    with pytest.raises(NotValid) as caught:
        submit(network, LIAM, form(network), FILLED | changes)
    assert caught.value.field == field
    assert field in inputs(form(network))
    assert network.stored(1) is None


def test_rights_are_asked_again_when_the_form_comes_back(network):
    view = form(network)
    network.work.roles.lower_person(network.tech.id, LIAM, lowered=True)
    with pytest.raises(NotAllowed):
        submit(network, LIAM, view, FILLED)


def test_a_form_that_lost_its_metadata(network):
    view = {**form(network), "private_metadata": "{"}
    with pytest.raises(Refusal):
        submit(network, LIAM, view, FILLED)


def test_a_long_roster_is_typed(network):
    for number in range(120):
        network.work.organisations.add(
            name=f"Body {number}", kind="observer", country="GB", zone="Europe/London"
        )
    view = form(network)
    assert inputs(view)["organisation_id"]["type"] == "plain_text_input"
    fields = FILLED | {"owners": [], "organisation_id": " body 77 "}
    assert "Owner: Body 77" in words(submit(network, LIAM, view, fields))


def test_the_form_asks_for_the_group(network):
    view = form(network, LIAM, place=DIRECT)
    fields = inputs(view)
    offered = [option["text"]["text"] for option in fields["group_id"]["options"]]
    assert offered == ["Education", "Technology"]
    chosen = FILLED | {"owners": [], "group_id": str(network.teach.id)}
    assert words(submit(network, LIAM, view, chosen)).startswith("Logged in Education.")
    with pytest.raises(NotValid) as caught:
        submit(network, LIAM, view, chosen | {"group_id": None})
    assert caught.value.field == "group_id"
