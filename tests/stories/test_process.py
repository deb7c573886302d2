"""`python -m bot run` as a process of its own: what stops its start, and how it stops."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from handlers.cli.playground import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.stories.network import machine_clock
from tests.stories.town import TECH, technology
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("process"), real_now=machine_clock) as running:
        yield running


def environment(network, **settings):
    """Only what a process needs; a setting of None is left out."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error::ResourceWarning",
        "SLACK_API_URL": network.ground.sandbox.api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "CONVENOR_HOST": "127.0.0.1",
        "PORT": "0",
        "CONVENOR_INNER_PORT": "0",
    } | settings
    return {name: value for name, value in given.items() if value is not None}


def start(network, folder, command="run", **settings):
    return subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        cwd=folder,
        env=environment(network, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


LOGGED = re.compile(" (new_database|waiting_for_slack) ")
"""What else the log may say by then, the second on a busy machine."""
WRONG = {
    "port in use": (
        {"PORT": "in use"},
        " is in use by another program. Stop that one, or take another.",
    ),
    "no address": ({"CONVENOR_HOST": "192.0.2.1"}, "CONVENOR_HOST: “192.0.2.1” is no address of"),
    "no user id": ({"CONVENOR_SECRETARIAT": "sina"}, "CONVENOR_SECRETARIAT: “sina” is no Slack us"),
    "bot token": ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN: auth.test"),
    "app token": (
        {"SLACK_APP_TOKEN": "xapp-wrong"},
        "Slack refuses SLACK_APP_TOKEN: apps.connections.open answers invalid_auth",
    ),
    "no bot token": ({"SLACK_BOT_TOKEN": None}, "SLACK_BOT_TOKEN is missing"),
    "neither way in": (
        {"SLACK_APP_TOKEN": None},
        "Neither SLACK_APP_TOKEN (Socket Mode; Basic Information, App-Level Tokens",
    ),
    "no number": ({"PORT": "many"}, "PORT: "),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_or_missing_setting_stops_the_start_with_one_line_that_names_it(
    network, tmp_path, what
):
    settings, words = WRONG[what]
    if settings.get("PORT") == "in use":
        settings = {"PORT": network.ground.sandbox.url.rpartition(":")[2].strip("/")}
    with start(network, tmp_path, **settings) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in (1, 2)
    assert out == ""
    [line] = [line for line in err.splitlines() if not LOGGED.search(line)]
    assert words in line


def test_a_port_that_is_taken_stops_the_start_with_one_line(network, tmp_path):
    taken = network.ground.sandbox.url.rpartition(":")[2]
    with start(network, tmp_path, PORT=taken) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "in use" in err.splitlines()[-1]


@pytest.fixture
def nobody_listed(network):
    """Slack lists nobody, so that each call must ask who it comes from."""
    network.post("/door/faults", method="users.list", fault="error:fatal_error")


@pytest.fixture
def process(network):
    """Convenor as a process on the network's own database, in place of the one in this process."""
    network.run(network.ground.stop_convenor())
    running = start(
        network,
        network.folder,
        DATABASE_URL=network.ground.database_url,
        SLACK_SIGNING_SECRET=SIGNING_SECRET,
    )
    lines = []
    reading = threading.Thread(target=lambda: lines.extend(running.stderr), daemon=True)
    reading.start()
    wait_until(lambda: network.ground.sandbox.core.socket_mode.is_connected)
    wait_until(lambda: any(" ready " in line for line in lines))
    yield running, lines
    if running.poll() is None:
        running.kill()
    running.wait(PATIENCE)
    reading.join(PATIENCE)
    running.stdout.close()
    running.stderr.close()
    network.ground.sandbox.faults.clear()
    network.run(network.ground.start_convenor())


def times_asked(network, person):
    calls = list(network.ground.sandbox.calls)
    return sum(call.method == "users.info" and call.args["user"] == person.id for call in calls)


def test_on_sigterm_a_command_under_way_is_answered_and_the_process_ends_well(
    network, nobody_listed, process
):
    running, lines = process
    network.post("/door/faults", method="users.info", fault="late", retry_after=1)
    liam = network.person("liam")
    typing = threading.Thread(target=lambda: liam.types(TECH, "/action add Read the report"))
    asked = times_asked(network, liam)
    typing.start()
    wait_until(lambda: times_asked(network, liam) > asked)
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0
    typing.join(PATIENCE)
    wait_until(lambda: liam.finds(TECH, "Logged in Technology."))
    events = [line.split()[2] for line in lines]
    asked_to_end, answered = events.index("stopping"), events.index("answered")
    assert asked_to_end < answered < events.index("stopped") == len(events) - 1


def test_bolt_reads_nothing_from_the_environment_behind_the_settings_back(tmp_path, monkeypatch):
    """With these two Bolt would look for its installations in files of its own."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "another app's")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")
    with technology(tmp_path) as network:
        assert "Technology" in network.person("liam").types(TECH, "/wg").words
    assert os.environ["SLACK_BOT_TOKEN"] == "xoxb-another"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_process_ends_cleanly(network, process, how):
    running, lines = process
    running.send_signal(how)
    assert running.wait(PATIENCE) == 0
    assert not [line for line in lines if "Traceback" in line or "Warning" in line]
