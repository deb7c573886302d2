"""Everyone of the workspace, page by page, as fast as Slack answers."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.facts import AT_ONCE, PAGE, PAGE_SECONDS, read_user_list
from tests.handlers.sandbox.world import BOT_TOKEN, playing


class Answered(dict):
    """An answer as the SDK hands it over."""

    def __init__(self, status=200, headers=None, **data):
        super().__init__(data)
        self.data, self.status_code, self.headers = data, status, headers or {}


class Pages:
    """users.list in pages; `trouble`: what is answered instead, by the number of the call."""

    def __init__(self, pages, trouble=()):
        self.pages, self.trouble, self.calls, self.paused = pages, dict(trouble), [], []

    async def users_list(self, *, limit, cursor, include_locale):
        self.calls.append(cursor)
        assert (limit, include_locale) == (PAGE, True)
        answer = self.trouble.get(len(self.calls))
        if answer is not None:
            raise SlackApiError("refused", answer)
        number = int(cursor or 0) + 1
        more = str(number) if number < self.pages else ""
        return {"members": [{"id": f"U{number}"}], "response_metadata": {"next_cursor": more}}

    async def pause(self, seconds):
        self.paused.append(seconds)

    async def read(self):
        return [user["id"] async for page in read_user_list(self, self.pause) for user in page]


async def test_a_burst_of_pages_and_then_no_more_than_twenty_a_minute():
    slack = Pages(AT_ONCE + 2)
    assert await slack.read() == [f"U{n}" for n in range(1, AT_ONCE + 3)]
    assert slack.paused == [PAGE_SECONDS] * 2
    assert 60 / PAGE_SECONDS <= 20


async def test_it_waits_as_long_as_slack_says_and_asks_for_the_same_page_again():
    limited = Answered(429, {"Retry-After": "30"}, ok=False, error="ratelimited")
    slack = Pages(3, {2: limited, 3: Answered(429, ok=False, error="ratelimited")})
    assert await slack.read() == ["U1", "U2", "U3"]
    assert slack.calls == ["", "1", "1", "1", "2"]
    assert slack.paused == [30, PAGE_SECONDS]


async def test_any_other_refusal_ends_the_pages():
    slack = Pages(3, {2: Answered(ok=False, error="invalid_cursor")})
    with pytest.raises(SlackApiError):
        await slack.read()
    assert slack.calls == ["", "1"]


async def test_slacks_own_pages_are_asked_for_as_it_wants_them():
    async with playing() as world:
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{world.sandbox.url}/api/")
        found = [user async for page in read_user_list(client) for user in page]
        everyone = (await world.form("users.list", limit="999", include_locale="1"))["members"]
    assert [user["id"] for user in found] == [user["id"] for user in everyone]
    assert all("locale" in user for user in found if not user["deleted"])
