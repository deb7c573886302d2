"""A pretend Slack in a process of its own: `python -m tests.chaos.slack`, until it is told to end.

Prints its address as one line, then serves. On SIGUSR1 it says whose answers were lost.
Its people and channels are made for the kill test.
"""

import argparse
import asyncio
import json
import signal
from datetime import UTC, datetime

from handlers.sandbox import AppConfig, Sandbox
from handlers.slack.kit.manifest import build_manifest

TEAM = "T0CHAOS001"
BOT_TOKEN = "xoxb-chaos"
NO_ANSWER = ("lost", "500", "500_done", "slow")
HISTORY = ("channels:history", "groups:history", "im:history")


def channel_id(number):
    return f"C0CHAOS{number:04d}"


def person_id(number):
    return f"U0CHAOS{number:04d}"


def sample(channels, people):
    """The Slack side: a number of channels with everyone in each, half of them private."""
    names = [f"person{number}" for number in range(people)]
    return {
        "team": {"id": TEAM, "name": "Chaos", "domain": "chaos"},
        "app": {"id": "A0CHAOS001", "bot_id": "B0CHAOS001", "bot_user_id": "U0CHAOSBOT"},
        "people": [
            {"id": person_id(n), "name": name, "real_name": name.title(), "tz": "Europe/Dublin"}
            for n, name in enumerate(names)
        ],
        "channels": [
            {
                "id": channel_id(n),
                "name": f"channel{n}",
                "creator": names[0],
                "members": names,
                "private": n % 2 == 1,
                "bot": True,
            }
            for n in range(channels)
        ],
    }


def granted(history):
    """The app's manifest, or the same without the scopes by which history is read."""
    made = build_manifest()
    scopes = made["oauth_config"]["scopes"]
    if not history:
        scopes["bot"] = [scope for scope in scopes["bot"] if scope not in HISTORY]
    return made


def unheard(sandbox):
    """The ids of the deliveries in each post whose answer was no answer."""
    return [
        deliveries_in(call.args["metadata"])
        for call in sandbox.calls
        if call.method == "chat.postMessage" and call.fault in NO_ANSWER
    ]


def deliveries_in(metadata):
    """The ids in a message's metadata: who it is for."""
    payload = (metadata or {}).get("event_payload") or {}
    others = str(payload.get("others") or "").split()
    ids = [payload.get("delivery"), *(int(other.partition(":")[0]) for other in others)]
    return [one for one in ids if one is not None]


async def serve(arguments):
    sandbox = Sandbox(
        state=None,
        sample=sample(arguments.channels, arguments.people),
        app=AppConfig(
            manifest=granted(not arguments.no_history),
            bot_token=BOT_TOKEN,
            app_token="xapp-chaos",
            signing_secret="chaos",
        ),
        most_calls=None,
    )
    await sandbox.start()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: print(json.dumps(unheard(sandbox)), flush=True))
    print(sandbox.url, flush=True)
    await stopped.wait()
    await sandbox.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--channels", type=int, default=12)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--no-history", action="store_true")
    asyncio.run(serve(parser.parse_args()))


def now():
    return datetime.now(UTC)  # noqa: TID251 - workers are other processes: their clock is real


if __name__ == "__main__":
    main()
