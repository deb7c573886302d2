"""The same stories over signed HTTP, and what happens when the installation ends."""

import hashlib
import hmac
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

from handlers.cli.playground import SIGNING_SECRET
from handlers.wiring import real_now
from tests.administration import Administration
from tests.stories.evidence import day, posted, rows
from tests.stories.network import machine_clock
from tests.stories.town import DIRECT, TECH, technology
from tests.waiting import PATIENCE

OLD = 6 * 60


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(
        tmp_path_factory.mktemp("http"), socket_mode=False, real_now=machine_clock
    ) as running:
        yield running


def test_the_small_story_works_over_signed_http(network):
    liam, denise = network.person("liam"), network.person("denise")
    confirmed = liam.schedules(TECH, f"Age checks on {day(network, 8)} 14:00")
    assert confirmed.words.startswith("Scheduled D1")
    invitation = posted(denise, TECH, "Age checks")
    assert "is “Going”" in invitation.press("Going").words
    assert "Going 1" in invitation.again().labels()
    denise.says(DIRECT, "Hello?")
    assert denise.reads(DIRECT)[-1].words.startswith("Hello! I answer to commands")
    network.advance(days=2)
    assert posted(denise, TECH, "In 1 week: Age checks")


def test_a_post_that_slack_answers_with_a_page_of_error_stops_nothing(network):
    liam, when = network.person("liam"), day(network, 9)
    network.post("/door/faults", method="chat.postMessage", fault="500", times=1)
    liam.schedules(TECH, f"Lost on the way on {when} 14:00")
    liam.schedules(TECH, f"Arrived on {when} 15:00")
    assert posted(liam, TECH, "Arrived")
    [announcement] = [r for r in rows(network)["deliveries"] if "http_500" in r]
    assert "'uncertain'" in announcement


def test_health_is_answered_on_the_same_port(network):
    port = network.ground.convenor.web.port
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
        assert answer.status == 200


def signed(body, *, secret=SIGNING_SECRET, age=0):
    moment = str(int(real_now().timestamp()) - age)
    base = f"v0:{moment}:".encode() + body
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}


def send(network, body, headers):
    """The status and body of Convenor's answer to a request from anywhere."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{network.ground.convenor.web.port}/slack/events",
        body,
        {"Content-Type": "application/x-www-form-urlencoded", **headers},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def command(network):
    """A command that would log an action, as Slack would send it, with no signature yet."""
    liam = network.person("liam")
    sent = {
        "team_id": "T0GOSRN001",
        "user_id": liam.id,
        "channel_id": liam.channel(TECH),
        "command": "/action",
        "text": "add Read the report",
        "trigger_id": "1.2.crafted",
        "response_url": "http://127.0.0.1/response/none",
    }
    return urllib.parse.urlencode(sent).encode()


FORGED = {
    "another secret": lambda body: signed(body, secret="another-secret"),
    "another body": lambda body: signed(body + b"&more=1"),
    "too old": lambda body: signed(body, age=OLD),
    "from the future": lambda body: signed(body, age=-OLD),
    "no signature": lambda body: {
        "X-Slack-Request-Timestamp": signed(body)["X-Slack-Request-Timestamp"]
    },
    "no time": lambda body: {"X-Slack-Signature": signed(body)["X-Slack-Signature"]},
    "nothing": lambda body: {},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_request_that_slack_did_not_sign_is_refused_and_changes_nothing(network, command, how):
    before = rows(network)
    assert send(network, command, FORGED[how](command))[0] == 401
    assert rows(network) == before


def test_the_same_request_signed_by_slack_is_answered(network, command):
    status, body = send(network, command, signed(command))
    assert status == 200
    assert "Logged in Technology." in json.loads(body)["text"]


@pytest.mark.parametrize("path", ["/", "/slack/events/", "/slack/install"])
def test_other_addresses_hold_nothing(network, path):
    port = network.ground.convenor.web.port
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE)
    with refused.value as answer:
        assert answer.code == 404


# The end of an installation ---------------------------------------------------------------------


@pytest.fixture(params=["uninstall", "revoke_tokens"])
def ended(request, tmp_path):
    """A dialogue is a few days ahead when the app is removed, or its token is revoked."""
    with technology(tmp_path) as network:
        liam = network.person("liam")
        liam.schedules(TECH, f"Age checks on {day(network, 7)} 14:00")
        liam.types(TECH, f"/action add Read the report @liam by {day(network, 4)}")
        before = owed(network)
        network.run(_end(network, request.param))
        network.settle()
        yield network, before


async def _end(network, how):
    getattr(Administration(network.ground.sandbox.core), how)()


async def _reinstall(network):
    Administration(network.ground.sandbox.core).reinstall()


def owed(network):
    return [row for row in rows(network)["deliveries"] if "'owed'" in row]


def test_when_the_installation_ends_nothing_more_is_sent_and_what_is_owed_is_kept(ended):
    network, before = ended
    assert before
    sent, asked = len(network.ground.sandbox.arrived), len(network.ground.sandbox.calls)
    network.advance(days=5)
    assert len(network.ground.sandbox.arrived) == sent
    posts = [c for c in network.ground.sandbox.calls[asked:] if c.method.startswith("chat.")]
    assert posts == [], "it does not even try"
    assert set(before) <= set(owed(network))


def test_installed_again_it_goes_on_with_what_is_still_useful(ended):
    network, _ = ended
    network.advance(days=5)
    network.run(_reinstall(network))
    network.restart()
    network.advance(days=2)
    liam = network.person("liam")
    assert posted(liam, TECH, "In 1 day: Age checks")
    assert not [w for w in liam.words(TECH) if w.startswith("In 1 week: ")], "no use any more"
