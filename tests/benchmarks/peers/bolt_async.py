"""A bare AsyncApp as its guide has it: `python -m … early|late PORT API_URL`."""

import sys

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.benchmarks.processes import BOT_TOKEN, SECRET


def build(api_url, *, late):
    """`late`: the acknowledgement travels when the listener ends (process_before_response)."""
    client = AsyncWebClient(token=BOT_TOKEN, base_url=api_url)
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=late)

    @app.command("/action")
    async def command(ack):
        await ack()

    return app


if __name__ == "__main__":
    when, port, api_url = sys.argv[1:4]
    handler = AsyncSlackRequestHandler(build(api_url, late=when == "late"))
    uvicorn.run(handler, host="127.0.0.1", port=int(port), access_log=False, log_level="warning")
