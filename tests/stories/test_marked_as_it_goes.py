"""Marks in a dialogue's thread: taken as it goes, edited and deleted afterwards, and never off."""

import logging
import sqlite3

import pytest

from tests.stories.test_thread_to_minutes import TECH, begun, desk, says_in_thread, sealed

__all__ = ["begun"]


def emoji(network, root, ts):
    """Who put which emoji under a message of the thread."""
    found = network.person("amara").thread(TECH, root)
    (raw,) = [one.raw for one in found if one.ts == ts]
    return [(one["name"], one["users"]) for one in raw.get("reactions") or ()]


def edits(network, handle, ts, text):
    person = network.person(handle)
    where = {"channel": person.channel(TECH), "ts": ts}
    network.post("/door/say/edit", **{"as": person.id}, **where, text=text)
    network.settle()


def deletes(network, handle, ts):
    person = network.person(handle)
    where = {"channel": person.channel(TECH), "ts": ts}
    network.post("/door/say/delete", **{"as": person.id}, **where)
    network.settle()


def marked(amara):
    """The words of all lines of the draft."""
    desk(amara).press("Lines…")
    view = amara.modal().view
    amara.closes()
    return [
        block["element"].get("initial_value", "")
        for block in view["blocks"]
        if block["type"] == "input" and block["block_id"].startswith("line-")
    ]


def test_what_is_marked_is_confirmed_and_follows_its_message(technology, begun):
    amara, root = begun
    amara.types(TECH, "/dialogue minutes D1")
    one, two, three = says_in_thread(
        technology, root, "liam", "decision: publish in March", "info: three tests", "Hello all"
    )
    memo = [("memo", [technology.bot_id])]
    assert [emoji(technology, root, ts) for ts in (one, two, three)] == [memo, memo, []]
    assert marked(amara) == ["publish in March", "three tests"]
    edits(technology, "liam", one, "decision: publish in May")
    edits(technology, "liam", three, "Hello all\ninfo: and welcome")
    deletes(technology, "liam", two)
    assert marked(amara) == ["publish in May", "and welcome"]
    edits(technology, "liam", one, "We publish in May")
    assert marked(amara) == ["and welcome"]
    assert [emoji(technology, root, ts) for ts in (one, three)] == [[], memo]


def test_a_record_made_of_a_line_stays_once_whatever_becomes_of_the_message(technology, begun):
    amara, root = begun
    (ts,) = says_in_thread(technology, root, "min-ji", "action: @liam draft it by 20 December")
    amara.types(TECH, "/dialogue minutes D1")
    assert "Logged: A1." in desk(amara).press("Log decisions and actions").words
    edits(technology, "min-ji", ts, "Yes!\naction: <@U0LIAM0001> draft it by 20 December")
    assert "Nothing new was logged." in desk(amara).press("Log decisions and actions").words
    deletes(technology, "min-ji", ts)
    desk(amara).press("Lines…")
    assert "A1: draft it. Its message was changed after that." in amara.modal().words
    amara.closes()


def test_sealed_minutes_hear_no_more(technology, begun):
    amara, root = begun
    (ts,) = says_in_thread(technology, root, "liam", "decision: publish in March")
    amara.types(TECH, "/dialogue minutes D1")
    sealed(amara)
    edits(technology, "liam", ts, "decision: never publish")
    posted = amara.finds(TECH, "Minutes of D1")
    posted.press("Read")
    assert "publish in March" in amara.modal().words


def test_an_observer_leaves_information_and_what_is_off_is_nowhere(technology, begun, caplog):
    caplog.set_level(logging.DEBUG)
    amara, root = begun
    amara.types(TECH, "/dialogue minutes D1")
    says_in_thread(technology, root, "denise", "decision: observers decide")
    (ts,) = says_in_thread(technology, root, "liam", "info: open\n[off] decision: zzqqsecret")
    edits(technology, "liam", ts, "info: open still\n[off] action: zzqqsecret too")
    assert marked(amara) == ["observers decide", "open still"]
    desk(amara).press("Lines…")
    assert "Note · @Denise Castellano" in str(amara.modal().view)
    amara.closes()
    technology.run(technology.ground.stop_convenor())
    with sqlite3.connect(technology.folder / "convenor.sqlite3") as kept:
        assert not any("zzqqsecret" in line for line in kept.iterdump())
    assert "zzqqsecret" not in caplog.text
    technology.run(technology.ground.start_convenor())


@pytest.mark.parametrize("where", ["channel", "other thread"], ids=str)
def test_outside_the_dialogues_thread_nothing_is_taken(technology, begun, where):
    amara, root = begun
    liam = technology.person("liam")
    thread = {"thread_ts": liam.says(TECH, "Lunch?")} if where == "other thread" else {}
    ts = liam.says(TECH, "decision: pizza", **thread)
    amara.types(TECH, "/dialogue minutes D1")
    assert "No line of the thread is marked" in desk(amara).words
    assert emoji(technology, thread.get("thread_ts", root), ts) == [] if thread else True


def reacts(network, handle, ts, name, **more):
    person = network.person(handle)
    where = {"channel": person.channel(TECH), "ts": ts, "name": name}
    network.post("/door/react", **{"as": person.id}, **where, **more)
    network.settle()


def test_the_emoji_that_the_group_chose_marks_a_message(technology, begun):
    amara, root = begun
    amara.types(TECH, "/wg settings")
    assert amara.modal().fill(emoji_decision=":ballot_box_with_check:").submit() == {}
    amara.closes()
    amara.types(TECH, "/dialogue minutes D1")
    one, two = says_in_thread(technology, root, "denise", "We publish in March", "And in May")
    reacts(technology, "denise", one, "ballot_box_with_check")
    reacts(technology, "min-ji", two, "ballot_box_with_check")
    assert marked(amara) == ["And in May"]
    assert ("memo", [technology.bot_id]) in emoji(technology, root, two)
    assert "Logged: R1." in desk(amara).press("Log decisions and actions").words
    reacts(technology, "liam", one, "ballot_box_with_check")
    assert len(marked(amara)) == 1
    reacts(technology, "liam", one, "ballot_box_with_check", remove=True)
    reacts(technology, "min-ji", two, "ballot_box_with_check", remove=True)
    assert marked(amara) == []


def test_a_line_with_two_owners_becomes_two_linked_actions(technology, begun):
    amara, root = begun
    says_in_thread(technology, root, "min-ji", "action: @liam @min-ji draft it by 20 December")
    amara.types(TECH, "/dialogue minutes D1")
    assert "Logged: A1 and A2." in desk(amara).press("Log decisions and actions").words
    desk(amara).press("Lines…")
    assert "A1 and A2: draft it." in amara.modal().words
    amara.closes()
    desk(amara).press("Read and seal…")
    words = amara.modal().words
    assert "A1 draft it — @Liam" in words
    assert "A2 draft it — @" in words
