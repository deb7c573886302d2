"""Everyone in a group's channel is known by name soon, whatever happens in between."""

import asyncio

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.errors import TryLater
from bot.domain.group import read_anew
from bot.domain.person import PersonFacts
from bot.use_cases.drift.daily_check import FEW, SECONDS_A_PERSON, LearnPeople
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory
from tests.storage.records import NOW, group

CROWD = [f"U{number:02}" for number in range(FEW + 5)]
STRANGERS = ["X1", "X2"]


class Slack(ToldDirectory):
    """`listed`: who is in the list of everyone; `silent`: those about which nobody answers."""

    def __init__(self, listed, others=()):
        super().__init__(people={u: PersonFacts(user_id=u, name=f"{u}!") for u in listed})
        self.others = {u: PersonFacts(user_id=u, name=f"{u}!") for u in others}
        self.silent, self.asked, self.lists, self.during = set(), [], 0, lambda: None

    async def many_people(self, workspace_id, user_ids, *, to_the_end=False):
        assert to_the_end
        self.lists += 1
        self.during()
        found = await super().many_people(workspace_id, user_ids)
        return {u: facts for u, facts in found.items() if u not in self.silent}

    async def person(self, _workspace_id, user_id, *, fresh=False):
        self.asked.append(user_id)
        if user_id in self.silent:
            raise TryLater("slack_did_not_say")
        return {**self.people, **self.others}.get(user_id)


class Network:
    """A group in C1 with these people; `learner`: one process's."""

    def __init__(self, database, slack, members):
        self.database, self.slack, self.pauses = database, slack, []
        self.learner = self.process()
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
            work.groups.add(group(channel_id="C1"))
        self.read(members)

    def process(self):
        async def pause(seconds):
            self.pauses.append(seconds)

        return LearnPeople(memory=self.database, directory=self.slack, now=lambda: NOW, pause=pause)

    def read(self, members):
        facts = ChannelFacts(
            channel_id="C1", name="technology", is_private=True, members=frozenset(members)
        )
        with self.database.transaction(WORKSPACE) as work:
            work.channels.keep_reading(read_anew("C1", facts, None, NOW))

    def learn(self, *learners):
        async def together():
            await asyncio.gather(*(one.learn() for one in learners or [self.learner]))

        asyncio.run(together())

    def names(self):
        with self.database.transaction(WORKSPACE) as work:
            return {person.user_id: person.name for person in work.people.all()}


def named(*user_ids):
    return {user_id: f"{user_id}!" for user_id in user_ids}


def test_many_are_one_list_and_strangers_are_asked_about_at_a_third_of_slacks_pace(database):
    slack = Slack([*CROWD, "UELSEWHERE"], STRANGERS)
    network = Network(database, slack, [*CROWD, *STRANGERS])
    network.learn()
    assert network.names() == named(*CROWD, *STRANGERS), "and nobody else is kept"
    assert (slack.lists, slack.asked) == (1, STRANGERS)
    assert network.pauses == [SECONDS_A_PERSON] * 2
    network.learn()
    assert (slack.lists, slack.asked) == (1, STRANGERS), "nothing is left to ask"


def test_a_few_are_asked_about_one_by_one(database_sqlite):
    network = Network(database_sqlite, Slack(CROWD), CROWD[:FEW])
    network.learn()
    assert (network.names(), network.slack.lists) == (named(*CROWD[:FEW]), 0)


def test_two_processes_at_once_do_each_other_no_harm(database):
    network = Network(database, Slack(CROWD, STRANGERS), [*CROWD, *STRANGERS])
    network.learn(network.process(), network.process())
    assert network.names() == named(*CROWD, *STRANGERS)


def test_a_pass_that_was_cut_off_goes_on_with_the_rest(database_sqlite):
    slack = Slack([], CROWD)
    network = Network(database_sqlite, slack, CROWD)

    async def cut():
        learning = asyncio.ensure_future(network.learner.learn())
        while len(slack.asked) < 4:
            await asyncio.sleep(0)
        learning.cancel()
        await asyncio.gather(learning, return_exceptions=True)

    asyncio.run(cut())
    assert 0 < len(network.names()) < len(CROWD)
    network.learner = network.process()  # after the restart
    network.learn()
    assert network.names() == named(*CROWD)
    assert len(slack.asked) <= len(CROWD) + 1


def test_where_slack_does_not_answer_the_log_says_so_and_the_next_pass_asks_others_first(
    database_sqlite, caplog
):
    slack = Slack([], CROWD)
    slack.silent = set(CROWD[:5])
    network = Network(database_sqlite, slack, CROWD)
    network.learn()
    assert network.names() == {}, "after five of them in a row the rest is left"
    (line,) = [record for record in caplog.records if record.message == "people_learned"]
    assert (line.levelname, line.learned, line.left) == ("WARNING", 0, len(CROWD))
    network.learner._silent = frozenset(CROWD[:5])
    network.learn()
    assert network.names() == named(*CROWD[5:])
    slack.silent = set()
    network.learn()
    assert network.names() == named(*CROWD)


def test_somebody_that_slack_does_not_describe_is_asked_about_once(database_sqlite):
    network = Network(database_sqlite, Slack([]), ["UHIDDEN"])
    network.learn()
    network.learn()
    assert (network.names(), network.slack.asked) == ({}, ["UHIDDEN"])


def test_who_has_left_meanwhile_is_not_kept_and_news_of_an_event_stays(database_sqlite):
    slack = Slack(CROWD)
    network = Network(database_sqlite, slack, CROWD)

    def meanwhile():
        network.read(CROWD[1:])
        with database_sqlite.transaction(WORKSPACE) as work:
            work.people.keep_seen(PersonFacts(user_id=CROWD[1], name="Renamed"), NOW)

    slack.during = meanwhile
    network.learn()
    assert network.names() == {**named(*CROWD[2:]), CROWD[1]: "Renamed"}


@pytest.mark.parametrize("listed", [True, False])
def test_apps_and_the_deactivated_are_known_as_such(database_sqlite, listed):
    members = CROWD if listed else CROWD[:2]
    slack = Slack(members)
    slack.people[CROWD[0]] = PersonFacts(user_id=CROWD[0], name="App", is_bot=True)
    slack.people[CROWD[1]] = PersonFacts(user_id=CROWD[1], name="Gone", active=False)
    network = Network(database_sqlite, slack, members)
    network.learn()
    with database_sqlite.transaction(WORKSPACE) as work:
        assert work.people.get(CROWD[0]).is_bot
        assert not work.people.get(CROWD[1]).active
