"""Open Homes: published where they differ, never over another's, and once for many changes."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.person import PersonFacts
from bot.ports.ledgers.personal import STAYS_OPEN
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.dispatch.home_keeper import HomeKeeper, resting_view
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory
from tests.storage import records

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


class Slack:
    """Home tabs as Slack keeps them: each publication has a hash, and an old one is refused."""

    def __init__(self):
        self.shown, self.calls, self.before = None, [], []

    async def views_publish(self, *, user_id, view, hash):  # noqa: A002 - the SDK's own name
        self.calls.append(hash)
        for happens in self.before[:1]:
            self.before.pop(0)
            happens(view)
        current = self.shown and self.shown[0]
        if hash is not None and hash != current:
            refused = {"ok": False, "error": "hash_conflict"}
            raise SlackApiError("no", SimpleNamespace(data=refused, status_code=200))
        self.shown = f"h{len(self.calls)}", view
        return {"ok": True, "view": {"hash": self.shown[0]}}


class Keeping:
    """A keeper of Amara's Home, which she has opened; `log` gives her another action."""

    def __init__(self, database):
        self.database, self.now, self.slack, self.number = database, NOW, Slack(), 0
        people = {"U1": PersonFacts(user_id="U1", name="amara")}
        self.keeper = HomeKeeper(
            desk=Desk(
                memory=database, directory=ToldDirectory(people=people), now=lambda: self.now
            ),
            client=self.slack,
        )
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("W", "UBOT", NOW)
            self.group = work.groups.add(records.group())
            work.people.keep_seen(people["U1"], NOW)
            work.organisations.add(name="eSafety", kind="member", country="AU", zone="UTC")
            work.people.assign("U1", 1)
            work.homes.note_opened("U1", NOW)

    def log(self):
        self.number += 1
        with self.database.transaction(WORKSPACE) as work:
            work.actions.add(
                records.action(self.number, self.group.id, owner_user_id="U1", audience="network")
            )

    def look(self):
        asyncio.run(self.keeper.settle())

    @property
    def words(self):
        return self.slack.shown[1]["blocks"][0]["text"]["text"]


@pytest.fixture
def keeping(database):
    return Keeping(database)


def test_what_did_not_change_is_not_published(keeping):
    keeping.look()
    keeping.look()
    assert keeping.slack.calls == [None]
    keeping.log()
    keeping.log()
    keeping.look()
    keeping.look()
    assert keeping.slack.calls == [None, "h1"]
    assert keeping.words == "Your open actions: 2"


def test_what_another_process_published_meanwhile_is_not_overwritten_with_less(keeping):
    keeping.look()
    keeping.log()

    def other(view):
        """It saw one action more than this view has, and notes what it published."""
        keeping.log()
        keeping.slack.shown = "theirs", view
        with keeping.database.transaction(WORKSPACE) as work:
            work.homes.note_shown(work.homes.get("U1"), shows="theirs", published="theirs")

    keeping.slack.before = [other]
    keeping.look()
    assert keeping.slack.calls == [None, "h1", "theirs"]
    assert keeping.words == "Your open actions: 2"


def test_where_nobody_knows_the_hash_ours_is_published_at_last(keeping):
    keeping.look()
    keeping.slack.shown = "unheard of", {}
    keeping.log()
    keeping.look()
    assert keeping.slack.calls == [None, "h1", "h1", None]
    assert keeping.words == "Your open actions: 1"


def test_a_home_that_was_opened_long_ago_is_emptied_until_it_is_opened_again(keeping):
    """Whatever its reader may see less of by then."""
    keeping.log()
    keeping.look()
    assert "Your open actions: 1" in str(keeping.slack.shown)
    keeping.now = NOW + STAYS_OPEN + timedelta(seconds=1)
    keeping.slack.shown = "unheard of", keeping.slack.shown[1]
    keeping.look()
    keeping.look()
    assert keeping.slack.calls == [None, "h1", "h1", None]
    assert keeping.slack.shown[1] == resting_view()
    with keeping.database.transaction(WORKSPACE) as work:
        work.homes.note_opened("U1", keeping.now)
    keeping.look()
    assert keeping.words == "Your open actions: 1"


def test_of_people_who_are_gone_nothing_is_tried_again(keeping):
    keeping.look()
    keeping.now = NOW + STAYS_OPEN + timedelta(seconds=1)
    for word, calls in (("internal_error", 2), ("invalid_arguments", 3), ("never asked", 3)):

        def refuse(_view, error=word):
            refused = {"ok": False, "error": error}
            raise SlackApiError("no", SimpleNamespace(data=refused, status_code=200))

        keeping.slack.before = [refuse]
        keeping.look()
        assert len(keeping.slack.calls) == calls
