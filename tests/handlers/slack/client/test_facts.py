"""What is believed of a user object of Slack's."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.facts import AT_ONCE, PAGE, PAGE_SECONDS, read_person, read_user_list
from tests.handlers.sandbox.world import BOT_TOKEN, playing

OURS = {"id": "U1", "team_id": "T1", "real_name": "Amara"}
ELSEWHERE = {"enterprise_user": {"teams": ["T2"]}}
GRID = {"id": "E1", "teams": ["T1", "T2"]}


@pytest.mark.parametrize(
    ("said", "workspace_id", "guest"),
    [
        pytest.param({}, "T1", False, id="of our workspace"),
        pytest.param({"team_id": "T2", "enterprise_user": GRID}, "T1", False, id="of ours on Grid"),
        pytest.param({"team_id": "E1", "enterprise_user": GRID}, "T1", False, id="of Grid itself"),
        pytest.param({"is_stranger": False}, "T1", False, id="no stranger"),
        pytest.param({"team_id": "T2"}, "T1", True, id="of another workspace"),
        pytest.param({**ELSEWHERE, "team_id": "T3"}, "T1", True, id="of another's Grid"),
        pytest.param({"team_id": "T3", "enterprise_user": {}}, "T1", True, id="of Grid, unknown"),
        pytest.param({"team_id": None}, "T1", True, id="of no workspace"),
        pytest.param({"team_id": ""}, "T1", True, id="of an empty one"),
        pytest.param({}, "", True, id="ours is not known"),
        pytest.param({"team_id": ""}, "", True, id="neither is known"),
    ],
)
@pytest.mark.parametrize("rank", ["is_admin", "is_owner"])
def test_only_who_is_of_our_workspace_is_no_guest_and_may_be_its_admin(
    said, workspace_id, guest, rank
):
    facts = read_person({**OURS, rank: True, **said}, workspace_id)
    assert (facts.is_guest, facts.is_admin) == (guest, not guest)


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted", "is_stranger"])
def test_guests_and_strangers_are_guests_in_our_workspace_too(kind):
    assert read_person({**OURS, kind: True}, "T1").is_guest


def test_whoever_does_not_say_their_workspace_is_a_guest():
    user = {"id": "U1", "is_admin": True}
    facts = read_person(user, "T1")
    assert (facts.is_guest, facts.is_admin, facts.active) == (True, False, True)


async def test_everyone_in_the_sandbox_is_of_its_workspace():
    """As in Slack, where every user object has `team_id`."""
    async with playing() as world:
        team = world.sandbox.core.workspace.team_id
        for user in (await world.api("users.list"))["members"]:
            said = (await world.form("users.info", user=user["id"]))["user"]
            assert said["team_id"] == team
            assert read_person(said, team).is_guest == bool(said.get("is_restricted"))


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
