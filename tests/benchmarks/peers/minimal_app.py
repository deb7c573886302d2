"""The least that a Socket Mode bot does: `python -m … API_URL`; says "ready" once connected."""

import asyncio
import sys

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.benchmarks.processes import APP_TOKEN, BOT_TOKEN


async def main(api_url):
    app = AsyncApp(client=AsyncWebClient(token=BOT_TOKEN, base_url=api_url))

    @app.command("/action")
    async def command(ack):
        await ack()

    await AsyncSocketModeHandler(app, APP_TOKEN).connect_async()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
