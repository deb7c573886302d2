"""Starts processes at once, for the quick look: this one has read the code, and forks for each.

`python -m tests.benchmarks.nursery` reads requests from standard input, one a line:
{"module": name, "arguments": [...], "environment": {...}, "log": path}. It answers each with a
process id. A child's exit code comes to stand in a file beside its log, ending in `.code`.
"""

import json
import os
import runpy
import signal
import sys
import traceback
from pathlib import Path

# What the children run, read before the first fork.
import apscheduler.schedulers.background  # noqa: F401
import procrastinate  # noqa: F401
import slack_bolt.adapter.asgi.async_handler
import slack_bolt.adapter.socket_mode.async_handler
import slack_bolt.adapter.wsgi  # noqa: F401

import handlers.cli.main
import handlers.slack.renderers
import handlers.slack.routes  # noqa: F401


def serve():
    """Until standard input ends; the children go on, and are ended by who asked for them."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end are gone at once
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(**asked)
        print(child, flush=True)


def _become(*, module, arguments, environment, log):
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (written, 1), (written, 2)):
            os.dup2(ours, theirs)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as leaving:
        code = leaving.code or 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        Path(f"{log}.code").write_text(str(code))
        os._exit(0)


if __name__ == "__main__":
    serve()
