"""Something in front of the pretend Slack that answers oddly: `python -m tests.chaos.odd`.

Prints its address as one line, then serves until it is told to end. On SIGUSR1 it says how many
odd answers it gave. Which status and body, and whether the call was done, comes from the seed.
"""

import argparse
import asyncio
import json
import signal
from collections import Counter
from random import Random

from tests.chaos.processes import Program
from tests.handlers.slack.odd_answers import BODIES, STATUSES, between

POST = "chat.postMessage"


class Odd(Program):
    """The process; `url` once it is entered."""

    def __init__(self, log, slack_url, *, share, seed):
        super().__init__("tests.chaos.odd", slack_url, str(share), str(seed), log=log)

    def __enter__(self):
        self.url = self.line()
        return self

    def counted(self):
        """How many odd answers were given, by what was asked and whether it was done."""
        self.process.send_signal(signal.SIGUSR1)
        return json.loads(self.line())


def choosing(share, seed, counted):
    """By a share of all calls: the status, the body, and whether the call is done."""
    random = Random(seed)

    def choose(method, _body):
        if random.random() >= share:
            return None
        status, body = random.choice(STATUSES), random.choice(list(BODIES.values()))
        done = random.random() < 0.5
        counted[f"{'posts' if method == POST else 'others'}, {'' if done else 'not '}done"] += 1
        return status, *body, done

    return choose


async def serve(slack_url, share, seed):
    stopped, counted = asyncio.Event(), Counter()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: print(json.dumps(counted), flush=True))
    async with between(f"{slack_url}/api/") as (it, address):
        it.choose = choosing(share, seed, counted)
        print(address.removesuffix("/api/"), flush=True)
        await stopped.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("slack_url")
    parser.add_argument("share", type=float)
    parser.add_argument("seed", type=int)
    asyncio.run(serve(**vars(parser.parse_args())))
