"""Undo, several at once and a file: by two people, again, by observers, after ten minutes."""

import csv
import re
from io import StringIO

import pytest

from tests.stories.evidence import Wire, day, rows
from tests.stories.test_practice_overview import files
from tests.stories.town import TECH, technology

INTERACTIVE = "interactive"


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with technology(tmp_path_factory.mktemp("undo")) as running:
        yield running


def logged(person, network, words):
    """The reference of a new action of Liam's."""
    answer = person.types(TECH, f"/action add {words} @liam")
    return next(w for w in answer.words.split() if w.startswith("A") and w[1:].isdigit())


def test_done_is_undone_in_place_and_again_has_no_effect(network):
    liam = network.person("liam")
    first = logged(network.person("amara"), network, "Done and undone")
    listed = liam.types(TECH, "/action list")
    with Wire(network) as wire:
        listed.press("Done")
        done = listed.again()
        assert "Undo" in done.labels()
        done.press("Undo")
        assert "Undone. It is open, as it was before" in listed.again().words
        before = rows(network)
        wire.again(INTERACTIVE)
        assert rows(network) == before
    assert first in liam.types(TECH, "/action list open").words


def test_two_people_and_the_eleventh_minute(network):
    amara, liam = network.person("amara"), network.person("liam")
    number = logged(amara, network, "Claimed by two")
    answer = liam.types(TECH, f"/action done {number} sent")
    amara.types(TECH, f"/action reopen {number}")
    refused = answer.press("Undo")
    assert f"{number} was changed since" in refused.words
    again = liam.types(TECH, f"/action done {number} sent")
    network.advance(minutes=11)
    late = again.press("Undo")
    assert "More than ten minutes have passed" in late.words
    assert "done" in amara.types(TECH, f"/action show {number}").words.lower()


def test_several_are_completed_in_one_form_and_undone_by_one_button(network):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    numbers = [logged(amara, network, f"One of three, {n}") for n in range(3)]
    secret = amara.types(TECH, "/action add For members alone @liam for members")
    assert "members" in secret.words
    liam.types(TECH, "/action list").press("Complete several")
    form = liam.modal()
    chosen = [number.removeprefix("A") for number in numbers]
    assert form.fill(done_0=chosen).submit() == {}
    answer = liam.modal()
    assert "3 actions done." in answer.words
    assert "Complete several…" not in denise.types(TECH, "/action list").labels()
    assert "Undone. 3 actions open, as before" in answer.press("Undo").words
    still = liam.types(TECH, "/action list open").words
    assert all(number in still for number in numbers)


def test_a_cancelled_dialogue_takes_place_after_all_and_its_notice_says_so(network):
    liam, denise = network.person("liam"), network.person("denise")
    liam.schedules(TECH, f"Cancelled by a slip on {day(network, 8)} 14:00")
    invitation = denise.finds(TECH, "Cancelled by a slip")
    network.advance(days=2)
    reminder = denise.finds(TECH, "In 1 week: Cancelled by a slip")
    (number,) = re.findall(r"\bD\d+\b", invitation.words)
    answer = liam.types(TECH, f"/dialogue cancel {number} because of a slip")
    network.advance(minutes=1)
    assert "Cancelled D" in answer.words
    assert reminder.again().words.startswith("Cancelled: Cancelled by a slip")
    assert any("will not take place" in m.words for m in denise.reads(TECH))
    answer.press("Undo")
    network.advance(minutes=1)
    assert "takes place after all" in answer.again().words
    told = [m.words for m in denise.reads(TECH) if "Takes place after all" in m.words]
    assert len(told) == 1
    assert not any("will not take place" in m.words for m in denise.reads(TECH))
    assert "Going" in " ".join(invitation.again().labels())
    assert reminder.again().words.startswith("In 1 week: Cancelled by a slip")
    assert "Going" in reminder.again().labels()


def test_snoozed_until_next_week_and_undone(network):
    liam = network.person("liam")
    number = logged(network.person("amara"), network, "Later, please")
    answer = liam.types(TECH, f"/action show {number}")
    answer.press("Snooze")
    form = liam.modal()
    assert form.fill(day="week").submit() == {}
    said = liam.modal()
    assert "Snoozed until Monday" in said.words
    assert "It is open, as it was before" in said.press("Undo").words


def test_the_file_of_actions_holds_what_its_reader_may_see(network):
    denise, amara = network.person("denise"), network.person("amara")
    for words in ("=1+1 is the title for members", "=1+1 for all"):
        amara.types(TECH, f"/action add {words}")
    titles = {}
    for person in (denise, amara):
        said = person.types(TECH, "/action export").words
        assert "are in your direct messages" in said
        (table, _) = files(person)
        lines = csv.DictReader(StringIO(table.decode("utf-8-sig"), newline=""))
        titles[person.handle] = {line["title"] for line in lines}
    assert titles["amara"] - titles["denise"] >= {"'=1+1 is the title"}
    assert "'=1+1 for all" in titles["denise"]
