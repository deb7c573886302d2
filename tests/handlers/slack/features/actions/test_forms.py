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
    "owner_user_id": OLIVE,
    "organisation_id": None,
    "due_on": "2026-12-11",
    "audience": "group",
}


def test_alone_it_opens_a_form_with_the_groups_default_audience(network):
    network.work.groups.change(replace(network.tech, default_audience=Audience.MEMBERS))
    fields = inputs(form(network))
    assert list(fields) == ["title", "owner_user_id", "organisation_id", "due_on", "audience"]
    assert fields["audience"]["initial_option"]["value"] == "members"
    offered = [option["text"]["text"] for option in fields["organisation_id"]["options"]]
    assert offered == ["Arcom", "eSafety", "KCSC", "Ofcom", "NCMEC"]


def test_the_form_logs_the_action(network):
    answer = submit(network, LIAM, form(network), FILLED)
    assert isinstance(answer, Reply)
    assert words(answer).startswith("Logged in Technology.\nA1 Draft the summary")
    assert network.stored(1).owner_user_id == OLIVE


def test_an_organisation_in_the_form(network):
    kcsc = network.organisations["KCSC"].id
    fields = FILLED | {"owner_user_id": None, "organisation_id": f"id:{kcsc}"}
    submit(network, LIAM, form(network), fields)
    assert network.stored(1).owner_organisation_id == kcsc


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": None}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"owner_user_id": YVES}, "owner_user_id"),
        ({"owner_user_id": NORA, "audience": "members"}, "owner_user_id"),
        ({"organisation_id": "id:99"}, "organisation_id"),
        ({"organisation_id": "KCSC"}, "organisation_id"),
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
    fields = FILLED | {"owner_user_id": None, "organisation_id": " body 77 "}
    assert "Owner: Body 77" in words(submit(network, LIAM, view, fields))


def test_the_form_asks_for_the_group(network):
    view = form(network, LIAM, place=DIRECT)
    fields = inputs(view)
    offered = [option["text"]["text"] for option in fields["group_id"]["options"]]
    assert offered == ["Education", "Technology"]
    chosen = FILLED | {"owner_user_id": None, "group_id": str(network.teach.id)}
    assert words(submit(network, LIAM, view, chosen)).startswith("Logged in Education.")
    with pytest.raises(NotValid) as caught:
        submit(network, LIAM, view, chosen | {"group_id": None})
    assert caught.value.field == "group_id"
