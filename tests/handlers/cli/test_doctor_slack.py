"""What the doctor asks of Slack, where it answers late or oddly."""

import pytest

from handlers.cli import doctor_slack
from handlers.cli.playground import SandboxSettings
from handlers.sandbox.faults import Fault
from handlers.slack.client.connection import make_client
from handlers.slack.client.socket_mode import NotOpened
from handlers.wiring import real_now
from tests.handlers.sandbox.world import APP_TOKEN, BOT_TOKEN, SINA, playing
from tests.waiting import PATIENCE


@pytest.mark.parametrize(
    ("method", "fault", "line"),
    [
        ("app:connect", "freeze", "not known  socket: no answer in time"),
        ("app:connect", "500", "not known  socket: "),
        ("apps.connections.open", "ratelimited", "not known  SLACK_APP_TOKEN: Slack answers rate"),
        ("auth.test", "unheard", "not known  Slack (127.0.0.1): "),
        ("auth.test", "error:fatal_error", "not known  SLACK_BOT_TOKEN: Slack answers fatal_err"),
        ("users.info", "ratelimited", f"not known  CONVENOR_SECRETARIAT, {SINA}: Slack does not"),
    ],
    ids=["silent", "closed", "limited", "no answer", "an error", "a person"],
)
async def test_what_may_pass_is_not_known_and_never_to_do(method, fault, line, monkeypatch):
    monkeypatch.setattr(doctor_slack, "_PATIENCE", 1.0)
    said = await examined(lambda sandbox: sandbox.faults.add(Fault(method, fault)))
    unknown = [one for one in said if one.startswith("not known")]
    assert len(unknown) == 1
    assert unknown[0].startswith(line)


async def test_where_socket_mode_is_off_it_says_where_it_is_switched_on(monkeypatch):
    async def refused(*_, **__):
        raise NotOpened("link_disabled")

    monkeypatch.setattr(doctor_slack, "open_socket", refused)
    assert (
        "TO DO      socket: Slack does not open it (link_disabled). Switch Socket Mode on in the "
        "app's page."
    ) in await examined()


async def examined(provoke=lambda sandbox: None):
    """The lines about a sandbox in which something was provoked."""
    async with playing() as world:
        provoke(world.sandbox)
        settings = SandboxSettings(
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_api_url=world.sandbox.api_url,
            secretariat=frozenset({SINA}),
        )
        client = make_client(BOT_TOKEN, api_url=world.sandbox.api_url, timeout=PATIENCE)
        try:
            examination = doctor_slack.SlackExamination(client, settings, real_now)
            return [str(found) async for found in examination.findings()]
        finally:
            await client.session.close()
