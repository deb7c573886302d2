"""The daily check finds what no event has told: of channels, of people and of roles.

Everyone in a group's channel is known by name soon, whatever happens in between.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.audience import ChannelFacts
from bot.domain.errors import TryLater
from bot.domain.group import Term, read_anew
from bot.domain.message_kind import MessageKind
from bot.domain.person import OrganisationKind, PersonFacts
from bot.domain.roles import Reader
from bot.use_cases.drift.daily_check import FEW, SECONDS_A_PERSON, DailyCheck, LearnPeople
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory
from tests.storage.records import DAY, NOW, action, group

ALL = Reader(user_id="", secretariat=True)
TODAY = NOW.date()


class Asked(ToldDirectory):
    """Notes each person it is asked about; has no answer about those in `silent`."""

    def __init__(self, **told):
        super().__init__(**told)
        self.asked, self.silent = [], set()

    async def person(self, workspace_id, user_id, *, fresh=False):
        self.asked.append(user_id)
        if user_id in self.silent:
            raise TryLater("slack_did_not_say")
        return await super().person(workspace_id, user_id, fresh=fresh)


class Network:
    """Technology; UCHAIR chairs it, UOWNS has A1, UIDLE nothing, UAPP is an app."""

    def __init__(self, database):
        self.database, self.pauses = database, []
        people = {
            user_id: PersonFacts(user_id=user_id, name=user_id.lower(), is_bot=user_id == "UAPP")
            for user_id in ("UAPP", "UCHAIR", "UIDLE", "UOWNS")
        }
        facts = ChannelFacts(
            channel_id="C1", name="technology", is_private=True, members=frozenset(people)
        )
        self.directory = Asked(people=people, channels={"C1": facts})
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
            ofcom = work.organisations.add(
                name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="UTC"
            )
            self.group = work.groups.add(group(channel_id="C1"))
            for facts in people.values():
                work.people.keep_seen(facts, NOW)
                work.people.assign(facts.user_id, ofcom.id)
            work.roles.appoint_chair(
                self.group.id, Term(user_id="UCHAIR", starts_on=TODAY - 9 * DAY)
            )
            work.actions.add(action(1, self.group.id, owner_user_id="UOWNS"))

    def leaves(self, user_id):
        """The account is deactivated; no event comes."""
        gone = PersonFacts(user_id=user_id, name=user_id.lower(), active=False)
        self.directory.people[user_id] = gone

    def check(self, now=NOW):
        async def pause(seconds):
            self.pauses.append(seconds)

        check = DailyCheck(
            memory=self.database,
            directory=self.directory,
            now=lambda: now,
            secretariat={"USEC"},
            pause=pause,
        )
        asyncio.run(check.check())

    def told(self, user_id, kind):
        with self.database.transaction(WORKSPACE) as work:
            rows = work.deliveries.of_recipient(user_id, NOW - DAY)
            return [row for row in rows if row.kind == kind]

    def owner(self):
        with self.database.transaction(WORKSPACE) as work:
            return work.actions.get(ALL, 1).owner_user_id


@pytest.fixture
def network(database_sqlite):
    return Network(database_sqlite)


def test_who_was_deactivated_without_an_event_is_let_go_as_by_the_event(network):
    network.leaves("UOWNS")
    network.check()
    assert network.owner() is None
    (row,) = network.told("UCHAIR", MessageKind.OWNER_LEFT)
    assert row.occurrence.startswith("UOWNS ")
    network.check(NOW + DAY)
    assert len(network.told("UCHAIR", MessageKind.OWNER_LEFT)) == 1


def test_a_chair_who_was_deactivated_is_none_and_the_secretariat_hears_it(network):
    network.leaves("UCHAIR")
    network.check()
    with network.database.transaction(WORKSPACE) as work:
        assert work.roles.of_group(network.group.id).chairs_on(TODAY) == ()
    assert {row.due_at for row in network.told("USEC", MessageKind.NO_CHAIR)} == {
        NOW,
        NOW + timedelta(days=7),
    }


def test_those_who_matter_are_asked_about_first_and_no_faster_than_slack_allows(network):
    network.check()
    assert network.directory.asked == ["UCHAIR", "UOWNS", "UIDLE"]
    assert network.pauses == [SECONDS_A_PERSON] * 3
    assert 60 / SECONDS_A_PERSON <= 100 / 3


def test_where_slack_does_not_say_nothing_is_believed_until_tomorrow(network):
    network.leaves("UOWNS")
    network.directory.silent = {"UOWNS", "UCHAIR"}
    network.check()
    assert network.owner() == "UOWNS"
    network.directory.silent = set()
    network.check(NOW + DAY)
    assert network.owner() is None


def test_one_who_was_seen_as_deactivated_and_still_owns_something_is_let_go(network):
    network.leaves("UOWNS")
    network.leaves("UIDLE")
    with network.database.transaction(WORKSPACE) as work:
        for user_id in ("UOWNS", "UIDLE"):
            work.people.keep_seen(network.directory.people[user_id], NOW)
    network.check()
    assert network.owner() is None
    assert network.directory.asked == ["UCHAIR", "UOWNS"]


def test_a_term_that_ran_out_is_told_to_the_secretariat(network):
    with network.database.transaction(WORKSPACE) as work:
        work.roles.end_terms(network.group.id, "UCHAIR", TODAY - DAY)
    network.check()
    assert len(network.told("USEC", MessageKind.NO_CHAIR)) == 2


def test_a_name_that_changed_without_an_event_is_changed_here(network):
    network.directory.people["UIDLE"] = PersonFacts(user_id="UIDLE", name="Idle Ida")
    network.check()
    with network.database.transaction(WORKSPACE) as work:
        assert work.people.get("UIDLE").name == "Idle Ida"


def test_who_is_in_no_channel_and_on_no_roster_is_not_kept(network):
    with network.database.transaction(WORKSPACE) as work:
        work.people.keep_seen(PersonFacts(user_id="UPASSED", name="Passed by"), NOW)
        work.people.assign("UIDLE", None)  # still in the channel
        work.channels.keep_reading(read_anew("C1", network.directory.channels["C1"], None, NOW))
    network.check()
    with network.database.transaction(WORKSPACE) as work:
        assert work.people.get("UPASSED") is None
        assert work.people.get("UIDLE") is not None


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


class Crowd:
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
    network = Crowd(database, slack, [*CROWD, *STRANGERS])
    network.learn()
    assert network.names() == named(*CROWD, *STRANGERS), "and nobody else is kept"
    assert (slack.lists, slack.asked) == (1, STRANGERS)
    assert network.pauses == [SECONDS_A_PERSON] * 2
    network.learn()
    assert (slack.lists, slack.asked) == (1, STRANGERS), "nothing is left to ask"


def test_a_few_are_asked_about_one_by_one(database_sqlite):
    network = Crowd(database_sqlite, Slack(CROWD), CROWD[:FEW])
    network.learn()
    assert (network.names(), network.slack.lists) == (named(*CROWD[:FEW]), 0)


def test_two_processes_at_once_do_each_other_no_harm(database):
    network = Crowd(database, Slack(CROWD, STRANGERS), [*CROWD, *STRANGERS])
    network.learn(network.process(), network.process())
    assert network.names() == named(*CROWD, *STRANGERS)


def test_a_pass_that_was_cut_off_goes_on_with_the_rest(database_sqlite):
    slack = Slack([], CROWD)
    network = Crowd(database_sqlite, slack, CROWD)

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
    network = Crowd(database_sqlite, slack, CROWD)
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
    network = Crowd(database_sqlite, Slack([]), ["UHIDDEN"])
    network.learn()
    network.learn()
    assert (network.names(), network.slack.asked) == ({}, ["UHIDDEN"])


def test_who_has_left_meanwhile_is_not_kept_and_news_of_an_event_stays(database_sqlite):
    slack = Slack(CROWD)
    network = Crowd(database_sqlite, slack, CROWD)

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
    network = Crowd(database_sqlite, slack, members)
    network.learn()
    with database_sqlite.transaction(WORKSPACE) as work:
        assert work.people.get(CROWD[0]).is_bot
        assert not work.people.get(CROWD[1]).active
