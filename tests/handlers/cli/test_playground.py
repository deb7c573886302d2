"""The sandbox's tokens: new at each start, and those of an earlier one open nothing."""

import asyncio
from importlib.util import find_spec, module_from_spec

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import AppConfig, Sandbox, load_sample
from handlers.slack.kit.manifest import build_manifest


def started():
    """The command's module as another start of it would read it: its three secrets."""
    spec = find_spec("handlers.cli.playground")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.BOT_TOKEN, module.APP_TOKEN, module.SIGNING_SECRET


def test_each_start_has_tokens_of_its_own():
    first, second = started(), started()
    assert not set(first) & set(second)
    assert all(len(secret.rpartition("-")[2]) == 32 for secret in (*first, *second))


def test_an_earlier_token_opens_nothing_on_the_same_state(tmp_path):
    first, second = started(), started()

    async def asked(own, token):
        app = AppConfig(
            manifest=build_manifest(), bot_token=own[0], app_token=own[1], signing_secret=own[2]
        )
        sandbox = Sandbox(state=tmp_path / "slack.sqlite3", sample=load_sample(), app=app)
        await sandbox.start()
        try:
            client = AsyncWebClient(token, base_url=sandbox.api_url)
            return (await client.auth_test())["ok"]
        except SlackApiError as refused:
            return refused.response["error"]
        finally:
            await sandbox.stop()

    assert asyncio.run(asked(first, first[0])) is True
    assert asyncio.run(asked(second, first[0])) == "invalid_auth"
    assert asyncio.run(asked(second, second[0])) is True
