"""What calls about groups carry: a form's channel, and who invited Convenor."""

import pytest

from handlers.slack.features.find.commands import ROUTES as FIND
from handlers.slack.features.groups.commands import ROUTES as GROUPS
from handlers.slack.features.records.commands import ROUTES as RECORDS
from handlers.slack.features.roster.commands import ROUTES as ROSTER
from handlers.slack.features.stocktake.commands import ROUTES as STOCKTAKE
from handlers.slack.features.why.commands import ROUTES as WHY
from handlers.slack.kit.catalogue import WG
from handlers.slack.request.request import Kind, read_event, read_press, read_submission

ROUTES = {**GROUPS, **FIND, **RECORDS, **ROSTER, **STOCKTAKE, **WHY}

VIEW = {"id": "V1", "hash": "h", "callback_id": "wg.setup", "state": {"values": {}}}
WHO = {"team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "t"}


@pytest.mark.parametrize(
    ("metadata", "channel"),
    [
        ('{"channel": "C0TECH"}', "C0TECH"),
        ('{"channel": 7}', None),
        ('{"number": 7}', None),
        ('["C0TECH"]', None),
        ("plain words", None),
        ("", None),
    ],
)
def test_a_form_belongs_to_the_channel_that_it_names(metadata, channel):
    view = VIEW | {"private_metadata": metadata}
    assert read_submission(WHO | {"view": view}).channel_id == channel
    action = {"action_id": "roster.add", "type": "button"}
    assert read_press(WHO | {"view": view, "actions": [action]}).channel_id == channel


def test_an_invitation_asks_for_the_facts_of_who_invited():
    event = {"type": "member_joined_channel", "user": "U0BOT", "channel": "C1"}
    body = {"team_id": "T1", "event_id": "Ev1", "event": event | {"inviter": "U0SINA"}}
    assert read_event(body).people == ("U0SINA",)
    assert read_event(body | {"event": event}).people == ()


def test_every_verb_that_is_ready_has_a_route():
    ready = [verb.name for verb in WG.verbs if verb.name != "help"]
    assert {(Kind.COMMAND, "/wg"), *((Kind.COMMAND, f"/wg {v}") for v in ready)} == {
        key for key in ROUTES if key[0] is Kind.COMMAND
    }


def test_whatever_writes_is_routed_as_a_write_and_forms_open_at_once():
    writes = {key for key, route in ROUTES.items() if route.writes}
    submissions = {key for key in ROUTES if key[0] is Kind.SUBMISSION}
    besides = {(Kind.COMMAND, "/wg role"), (Kind.PRESS, "channel_delete")}
    assert writes - besides == submissions - {(Kind.SUBMISSION, "records.ask")}
    assert all(len(route.opens) <= 24 for route in ROUTES.values() if route.opens)
