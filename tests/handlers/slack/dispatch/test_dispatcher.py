"""What the desk writes beside an answer: what Slack says of people, and an earlier probe."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.domain.errors import Refusal
from bot.domain.person import PersonFacts
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.request.carried_values import read_number
from handlers.slack.request.context import Route
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import say_words
from tests.databases import WORKSPACE
from tests.journal import told_about
from tests.ports import ToldDirectory
from tests.storage.records import NOW, owed
from tests.storage.writes import every_writer_busy

COMMANDS, REFUSED = 64, 13
BAD_NAME = "Amara \ud800"
"""Half a surrogate pair: JSON can carry it, and neither database takes it."""


class Office:
    """A desk before a database; Slack knows whoever is named."""

    def __init__(self, database, **names):
        self.database, self.woken, self.runs = database, 0, []
        people = {u: PersonFacts(user_id=u, name=name) for u, name in names.items()}
        self.desk = Desk(
            memory=database,
            directory=ToldDirectory(people=people),
            now=lambda: NOW,
            wake=self._wake,
        )
        asyncio.run(database.read(WORKSPACE, lambda work: work.groups.all()))

    def _wake(self):
        self.woken += 1

    async def ask(self, user_id, *, writes=True, refused=False):
        """One command by this person; the words of its answer."""

        def listen(scene):
            self.runs.append(user_id)
            if refused:
                raise Refusal(f"No, {user_id}.")
            if writes:
                scene.work.journal.record(user_id, "did", "A1", NOW)
            return say_words(f"Yes, {scene.person.name}.")

        call = Call(
            kind=Kind.COMMAND,
            id="/x",
            workspace_id=WORKSPACE,
            user_id=user_id,
            key=f"key {user_id}",
        )
        wire = await self.desk.answer(call, Route(run=listen, writes=writes))
        return str(wire.ack)

    def ask_all(self, *asked):
        """All at the same moment, as one group; each is (user id, refused)."""

        async def story():
            async with every_writer_busy(self.database):
                asking = [
                    asyncio.ensure_future(self.ask(user_id, refused=refused))
                    for user_id, refused in asked
                ]
                await asyncio.sleep(0.2)
            return await asyncio.gather(*asking)

        return asyncio.run(story())

    def people(self):
        with self.database.transaction(WORKSPACE) as work:
            return {person.user_id: person.name for person in work.people.all()}

    def probe_at(self, user_id):
        with self.database.transaction(WORKSPACE) as work:
            return work.recipients.block_of(user_id).probe_at


def statements(database):
    said = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


def user(number):
    return f"U{number:03}"


def test_refusals_of_new_people_repeat_nothing_of_the_others(database_sqlite):
    """Thirteen of sixty-four: the whole group was run again, each command by itself."""
    office = Office(database_sqlite, **{user(n): f"Person {n}" for n in range(COMMANDS)})
    said = statements(database_sqlite)
    everyone = [(user(n), n % 5 == 0) for n in range(COMMANDS)]
    assert sum(refused for _, refused in everyone) == REFUSED
    answers = office.ask_all(*everyone)
    assert [f"No, {u}." in answer for (u, _), answer in zip(everyone, answers, strict=True)] == [
        refused for _, refused in everyone
    ]
    assert len(office.people()) == COMMANDS
    assert sorted(office.runs) == [u for u, _ in everyone], "each listener ran once"
    people = [one for one in said if one.startswith(("INSERT INTO people", "UPDATE people"))]
    assert len(people) == COMMANDS, "each is written once"


def test_refusals_of_known_people_cost_no_more_than_answers(database_sqlite):
    office = Office(database_sqlite, **{user(n): f"Person {n}" for n in range(COMMANDS)})
    with database_sqlite.transaction(WORKSPACE) as work:
        for facts in office.desk.directory.people.values():
            work.people.keep_seen(facts, NOW)
    said = statements(database_sqlite)
    office.ask_all(*((user(n), n % 5 == 0) for n in range(COMMANDS)))
    assert not any("SAVEPOINT" in one for one in said)
    assert len(said) < COMMANDS, "fewer than one for each"


def test_what_the_database_refuses_of_one_person_is_nobody_elses(database):
    office = Office(database, UBAD=BAD_NAME, UGOOD="Grace", UOTHER="Liam")
    bad, good, other = office.ask_all(("UBAD", False), ("UGOOD", False), ("UOTHER", False))
    assert "I could not save this. Nothing was changed." in bad
    assert "Yes, Grace." in good
    assert "Yes, Liam." in other
    assert office.people() == {"UGOOD": "Grace", "UOTHER": "Liam"}
    assert sorted(office.runs) == ["UGOOD", "UOTHER"]


@pytest.mark.parametrize("writes", [True, False])
def test_who_uses_convenor_is_written_to_at_once(database_sqlite, writes):
    office = Office(database_sqlite, U1="Amara")
    with database_sqlite.transaction(WORKSPACE) as work:
        work.deliveries.owe([owed(recipient="U1")], NOW)
        work.recipients.block("U1", error="messages_tab_disabled", now=NOW)
    woken = office.woken
    assert "Yes" in asyncio.run(office.ask("U1", writes=writes))
    assert office.probe_at("U1") == NOW
    assert office.woken > woken
    with database_sqlite.transaction(WORKSPACE) as work:
        lease = NOW + timedelta(minutes=1)
        assert [d.recipient for d in work.queue.claim_due(NOW, lease_until=lease, limit=9)] == [
            "U1"
        ]


def test_what_others_do_brings_no_probe_and_a_due_one_costs_no_write(database_sqlite):
    office = Office(database_sqlite, U1="Amara", U2="Grace")
    with database_sqlite.transaction(WORKSPACE) as work:
        work.recipients.block("U1", error="messages_tab_disabled", now=NOW)
    asyncio.run(office.ask("U2", writes=False))
    assert office.probe_at("U1") == NOW + timedelta(minutes=5)
    asyncio.run(office.ask("U1", writes=False))
    said = statements(database_sqlite)
    asyncio.run(office.ask("U1", writes=False))
    assert said
    assert all(one.startswith(("SELECT", "BEGIN", "PRAGMA")) for one in said)


@pytest.mark.parametrize("writes", [True, False], ids=["writes", "reads"])
def test_a_value_of_no_button_of_ours_is_the_senders_fault_and_a_bug_is_ours(
    database_sqlite, caplog, writes
):
    office = Office(database_sqlite, U1="Amara")

    def press(run):
        caplog.clear()
        call = Call(kind=Kind.PRESS, id="x", workspace_id=WORKSPACE, user_id="U1", key="k")
        wire = asyncio.run(office.desk.answer(call, Route(run=run, writes=writes)))
        (line,) = [r for r in caplog.records if r.name == "handlers.slack.dispatch.dispatcher"]
        return str(wire.respond), line

    words, line = press(lambda _: say_words(str(read_number("²"))))
    assert "Nothing was changed" in words
    assert (line.msg, line.exc_info, line.call) == ("not_ours", None, "x")
    words, line = press(lambda _: say_words(str(int("²"))))
    assert f"Reference {line.reference}" in words
    assert line.msg == "not_saved"
    assert line.exc_info


@pytest.mark.parametrize(("refused", "found"), [(False, "7"), (True, "None")], ids=["7", "refused"])
def test_what_takes_long_is_looked_for_before_the_writing(database_sqlite, refused, found):
    office = Office(database_sqlite, U1="Amara")

    def look(scene):
        scene.work.journal.record("U1", "looked", "A1", NOW)
        if refused:
            raise Refusal("No.")
        return 7

    said = statements(database_sqlite)
    route = Route(run=lambda scene: say_words(f"Found {scene.ahead}."), writes=True, ahead=look)
    call = Call(kind=Kind.COMMAND, id="/x", workspace_id=WORKSPACE, user_id="U1", key="1")
    wire = asyncio.run(office.desk.answer(call, route))
    assert f"Found {found}." in str(wire.ack)
    writing = next(n for n, one in enumerate(said) if one.startswith("INSERT INTO people"))
    assert any("audit_log" in one or "journal" in one for one in said[:writing])
    with database_sqlite.transaction(WORKSPACE) as work:
        assert told_about(work, "A1") == ()


def test_a_person_is_spoken_to_as_in_the_last_answer_and_by_the_stored_locale(
    database,
):
    office, again = Office(database, UAMARA="Amara"), Office(database)
    asked = Call(kind=Kind.COMMAND, id="/x", workspace_id=WORKSPACE, user_id="UAMARA", key="k")
    people = office.desk.directory.people
    people["UAMARA"] = replace(people["UAMARA"], locale="fr-FR")
    office.desk.languages = again.desk.languages = {"fr"}
    assert office.desk.language_of(asked) == "en"
    asyncio.run(office.ask("UAMARA"))
    assert office.desk.language_of(asked) == "fr"
    assert again.desk.language_of(asked) == "en"
    asyncio.run(again.desk.learn_languages(WORKSPACE))
    assert again.desk.language_of(asked) == "fr"
