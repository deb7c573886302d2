"""What Slack sends to the front, signed, by a client of a few lines; each asks for one thing."""

import hashlib
import hmac
import http.client
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

BUDGET = 1.8
"""Seconds. What is answered later may be "Working on it…", which promises nothing yet."""


@dataclass
class Asked:
    """One request, the same each time it is sent: its trigger or view id names it for good.

    `expects` is in the answer to a success. `acked` only if that came in time.
    """

    kind: str
    payload: dict
    effect: tuple
    expects: str
    tries: int = 0
    acked: bool = False
    odd: str | None = None
    """An answer that is neither a success nor a failure to save."""
    kept_unheard: bool = field(default=False)
    """It was saved although its acknowledgement never came."""

    def send(self, port, secret):
        """Send it once more; whether it was acknowledged."""
        self.tries += 1
        began = time.monotonic()
        try:
            status, body = post(port, secret, self.payload)
        except (OSError, http.client.HTTPException):
            return False
        if status != 200 or "could not save" in body or time.monotonic() - began > BUDGET:
            return False
        if self.expects not in body:
            self.odd = body
            return False
        self.acked = True
        return True


def command(number, who, channel):
    title = f"Asked for at the front {number}"
    payload = {
        "team_id": who["team"],
        "channel_id": channel,
        "channel_name": "privategroup",
        "user_id": who["id"],
        "command": "/action",
        "text": f"add {title}",
        "response_url": who["response_url"],
        "trigger_id": f"command.{number}",
        "api_app_id": "A0CHAOS001",
    }
    return Asked("command", payload, ("added", title), "Logged in Technology.")


def press(number, who, channel, dialogue):
    payload = {
        **_interaction("block_actions", number, who),
        "container": {"type": "message", "message_ts": "1.000100", "channel_id": channel},
        "channel": {"id": channel, "name": "privategroup"},
        "message": {"type": "message", "ts": "1.000100", "text": ""},
        "response_url": who["response_url"],
        "actions": [
            {
                "type": "button",
                "block_id": "answers",
                "action_id": "dialogue.rsvp:going",
                "value": f"{dialogue}|going",
                "action_ts": "1.000200",
            }
        ],
    }
    return Asked("press", payload, ("answered", dialogue, who["id"]), "")


def submission(number, who, action):
    title = f"Changed at the front {number}"
    values = {
        "title": {"type": "plain_text_input", "value": title},
        "owner_user_id": {"type": "users_select", "selected_user": None},
        "organisation_id": {"type": "static_select", "selected_option": None},
        "due_on": {"type": "datepicker", "selected_date": None},
        "audience": {"type": "static_select", "selected_option": {"value": "group"}},
    }
    view = {
        "id": f"V0FRONT{number:06d}",
        "type": "modal",
        "callback_id": "action.edit",
        "private_metadata": json.dumps({"number": int(action[1:])}),
        "hash": f"{number}.front",
        "state": {"values": {block: {"value": state} for block, state in values.items()}},
        "app_installed_team_id": who["team"],
    }
    payload = {**_interaction("view_submission", number, who), "view": view}
    return Asked("submission", payload, ("edited", action, title), "Changed.")


def _interaction(kind, number, who):
    return {
        "type": kind,
        "team": {"id": who["team"], "domain": "chaos"},
        "user": {"id": who["id"], "username": who["name"], "team_id": who["team"]},
        "api_app_id": "A0CHAOS001",
        "trigger_id": f"{kind}.{number}",
    }


def post(port, secret, payload):
    """Send it once, signed now; status and body. OSError or HTTPException where none came."""
    fields = payload if "command" in payload else {"payload": json.dumps(payload)}
    body = urlencode(fields).encode()
    moment = str(int(time.time()))  # noqa: TID251 - signatures go by the real clock
    base = f"v0:{moment}:".encode() + body
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": moment,
        "X-Slack-Signature": signature,
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/slack/events", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
