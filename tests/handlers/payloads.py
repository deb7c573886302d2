"""What Slack sends of each kind to an app that T1 installed, and to one that it did not."""

import copy
import json

USER = {"id": "U1", "team_id": "T1"}
BASE = {"team": {"id": "T1"}, "user": USER, "trigger_id": "7", "is_enterprise_install": False}
STATE = {"values": {"title": {"value": {"type": "plain_text_input", "value": "Fines"}}}}
VIEW = {"type": "modal", "id": "V1", "hash": "h", "callback_id": "c", "state": STATE}
ACTIONS = [{"type": "button", "block_id": "b", "action_id": "a:1", "value": "D1"}]
COMMAND = {
    "command": "/wg",
    "text": "help",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "trigger_id": "7",
    "response_url": "https://hooks.slack.com/commands/1",
}
HAPPENED = {"type": "event_callback", "team_id": "T1", "event_id": "E1"}
PAYLOADS = {
    "press": {**BASE, "type": "block_actions", "actions": ACTIONS, "channel": {"id": "C1"}},
    "press in a form": {**BASE, "type": "block_actions", "actions": ACTIONS, "view": VIEW},
    "submission": {**BASE, "type": "view_submission", "view": VIEW},
    "closed": {**BASE, "type": "view_closed", "view": VIEW},
    "shortcut": {**BASE, "type": "shortcut", "callback_id": "c"},
    "message shortcut": {
        **BASE,
        "type": "message_action",
        "callback_id": "c",
        "channel": {"id": "C1"},
        "message": {"ts": "1.5", "text": "words"},
    },
    "options": {**BASE, "type": "block_suggestion", "action_id": "a", "block_id": "b"},
    "mention": {
        **HAPPENED,
        "authorizations": [{"team_id": "T1", "is_enterprise_install": False}],
        "event": {"type": "app_mention", "user": "U1", "channel": "C1", "text": "hi", "ts": "1.5"},
    },
    "change of a person": {
        **HAPPENED,
        "event": {"type": "user_change", "user": {"id": "U1", "profile": {"real_name": "A"}}},
    },
}
EVERY = {**PAYLOADS, "command": COMMAND}
INTERACTIONS = [name for name, payload in PAYLOADS.items() if "team" in payload]
NOT_OURS = [
    *((name, whose) for name in EVERY for whose in ("another's", "elsewhere", "an enterprise's")),
    *((name, "unknown") for name in INTERACTIONS),
]


def not_ours(name, whose):
    """One of EVERY as an app gets it that is not installed in T1.

    "another's": all is of another workspace. "elsewhere": the person is of T1, the app is not.
    "an enterprise's": installed for all workspaces at once. "unknown": it does not say where.
    """
    payload = copy.deepcopy(EVERY[name])
    if whose == "another's":
        return json.loads(json.dumps(payload).replace('"T1"', '"T2"'))
    if whose == "an enterprise's":
        if "authorizations" in payload:
            payload["authorizations"][0]["is_enterprise_install"] = True
        else:
            payload["is_enterprise_install"] = "true" if name == "command" else True
    elif whose == "unknown":
        payload["team"] = None
    elif "view" in payload:
        payload["view"]["app_installed_team_id"] = "T2"
    elif "team" in payload:
        payload["team"]["id"] = "T2"
    elif "authorizations" in payload:
        payload["authorizations"][0]["team_id"] = "T2"
    else:
        payload["team_id"] = "T2"
    return payload
