"""A balancer as many stand before `convenor web`: it asks who is ready, and repeats nothing."""

import asyncio
from collections import Counter

from aiohttp import ClientError, ClientSession, ClientTimeout, web


class Balancer:
    """Passes each request on once, to those in turn that said they are ready; keeps connections.

    `every`: seconds between its looks at `/readyz`. `passed`: how many each one answered.
    """

    def __init__(self, every=0.05):
        self.every = every
        self.passed, self.ready = Counter(), set()
        self._behind, self._turn = [], 0

    async def __aenter__(self):
        self._session = ClientSession(timeout=ClientTimeout(total=30))
        application = web.Application()
        application.router.add_post("/slack/events", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_):
        self._looking.cancel()
        await asyncio.gather(self._looking, return_exceptions=True)
        await self._runner.cleanup()
        await self._session.close()

    def look_no_more(self):
        """Send on to those that were ready when it looked last."""
        self._looking.cancel()

    async def add(self, port, within=60):
        """Returns once it is ready and gets its share."""
        self._behind.append(port)
        await self.until(lambda: port in self.ready, within)

    async def gone(self, port, within=60):
        """Returns once it is not ready, and no request is passed on to it any more."""
        await self.until(lambda: port not in self.ready, within)

    async def until(self, so, within=60):
        async with asyncio.timeout(within):
            while not so():
                await asyncio.sleep(self.every / 5)

    async def _look(self):
        while True:
            for port in list(self._behind):
                if await self._is_ready(port):
                    self.ready.add(port)
                else:
                    self.ready.discard(port)
            await asyncio.sleep(self.every)

    async def _is_ready(self, port):
        try:
            async with self._session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                return answer.status == 200
        except (ClientError, OSError, TimeoutError):
            return False

    async def _pass_on(self, request):
        if not self.ready:
            return web.Response(status=503)
        self._turn += 1
        port = sorted(self.ready)[self._turn % len(self.ready)]
        kept = ("Content-Type", "X-Slack-Signature", "X-Slack-Request-Timestamp")
        headers = {name: request.headers[name] for name in kept}
        url = f"http://127.0.0.1:{port}/slack/events"
        try:
            async with self._session.post(
                url, data=await request.read(), headers=headers
            ) as answer:
                self.passed[port] += 1
                return web.Response(status=answer.status, body=await answer.read())
        except (ClientError, OSError, TimeoutError) as error:
            return web.Response(status=502, text=f"{type(error).__name__}: {error}")
