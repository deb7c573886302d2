"""What Slack would send: signed slash commands and button presses, each with its own trigger."""

import hashlib
import hmac
import json
from itertools import count
from urllib.parse import urlencode

from tests.benchmarks.processes import SECRET
from tests.benchmarks.town import CHANNEL, TEAM, clock, someone

_numbers = count(1)


def command(words, person, respond):
    """A slash command's payload; `respond` is the address of the fake Slack's response URLs."""
    name, _, text = words.partition(" ")
    number = next(_numbers)
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": CHANNEL,
        "channel_name": "technology",
        "user_id": someone(person),
        "user_name": f"person{person}",
        "command": name,
        "text": text,
        "api_app_id": "ABENCH",
        "is_enterprise_install": "false",
        "response_url": f"{respond}{number}",
        "trigger_id": f"{number}.bench",
    }


def press(action_id, value, person, respond):
    """A press of a button in a channel's message."""
    number = next(_numbers)
    button = {"type": "button", "text": {"type": "plain_text", "text": "Going"}, "value": value}
    return {
        "type": "block_actions",
        "token": "deprecated",
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": someone(person), "username": f"person{person}", "team_id": TEAM},
        "api_app_id": "ABENCH",
        "enterprise": None,
        "is_enterprise_install": False,
        "container": {
            "type": "message",
            "message_ts": "1700000000.000100",
            "channel_id": CHANNEL,
            "is_ephemeral": False,
        },
        "channel": {"id": CHANNEL, "name": "technology"},
        "message": {"type": "message", "ts": "1700000000.000100", "text": "", "bot_id": "BBENCH"},
        "response_url": f"{respond}{number}",
        "state": {"values": {}},
        "trigger_id": f"{number}.bench",
        "actions": [
            {**button, "block_id": "b", "action_id": action_id, "action_ts": "1700000001.000100"}
        ],
    }


def signed(payload):
    """The bytes of one HTTP/1.1 request, signed now."""
    fields = payload if "command" in payload else {"payload": json.dumps(payload)}
    body = urlencode(fields).encode()
    moment = str(int(clock()))
    base = b"v0:" + moment.encode() + b":" + body
    signature = "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {moment}\r\nX-Slack-Signature: {signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
