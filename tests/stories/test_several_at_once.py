"""What one person missed comes as few messages, and each thing in them is accounted for."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.stories.evidence import literals
from tests.stories.town import DIRECT, TECH, technology

NUMBER, TOGETHER = 7, 5
"""Dialogues at one moment, and how many of them fit in one message."""
SENT = re.compile(r"Sent late, at \d\d:5[89]: Convenor was offline\.")


@pytest.fixture(scope="module")
def missed(tmp_path_factory):
    """Seven dialogues begin in two minutes; Convenor was away when Denise should have heard."""
    with technology(tmp_path_factory.mktemp("several")) as network:
        amara, denise = network.person("amara"), network.person("denise")
        day = (network.now + timedelta(days=10)).date()
        starts_at = datetime(day.year, day.month, day.day, 14, tzinfo=UTC)
        for number in range(1, NUMBER + 1):
            link = f"https://example.org/{'room/' * 100}{number}"
            amara.schedules(TECH, f"{title(number)} on {day} 14:00 UTC link {link}")
            denise.finds(TECH, title(number)).press("Going")
        network.run(network.ground.stop_convenor())
        network.advance_to(starts_at - timedelta(minutes=2))
        lost = {"method": "chat.postMessage", "fault": "lost", "times": 1, "channel": denise.id}
        network.post("/door/faults", **lost)
        network.post("/door/faults", method="conversations.history", fault="500")
        network.run(network.ground.start_convenor())
        network.settle()
        yield network


def title(number):
    """As long as a title can be."""
    return f"Number {number} {'of the very many ' * 9}"[:149].strip() + "."


def told(network):
    """Her messages that speak of a beginning, the oldest first."""
    return [m for m in network.person("denise").reads(DIRECT) if "In 2 minutes: " in m.words]


def named(message):
    """The numbers of the dialogues that it shows."""
    return [number for number in range(1, NUMBER + 1) if title(number) in shown(message)]


def shown(message):
    return "\n".join(literals(message))


def test_five_are_one_message_and_the_others_another(missed):
    first, second = told(missed)
    assert [len(named(message)) for message in (first, second)] == [TOGETHER, NUMBER - TOGETHER]
    assert sorted(named(first) + named(second)) == list(range(1, NUMBER + 1))
    for message in (first, second):
        assert shown(message).count("This was due") == len(named(message))
        assert message.labels().count("Going") == len(named(message))
        assert len(message.raw["blocks"]) <= 50


def test_a_lost_answer_is_checked_and_found_for_each_of_them(missed):
    """The answer to the first message never came, and for a while history can't be read."""
    denise = missed.person("denise")
    first, second = told(missed)
    for number in named(first):
        words = denise.types(DIRECT, f"/wg why D{number}").words
        assert "Being checked: Slack's answer was lost." in words
    for number in named(second):
        assert SENT.search(denise.types(DIRECT, f"/wg why D{number}").words)
    missed.post("/door/faults", clear=True)
    missed.advance(minutes=1)
    for number in named(first):
        words = denise.types(DIRECT, f"/wg why D{number}").words
        assert SENT.search(words)
        assert "Being checked" not in words
    assert [m.ts for m in told(missed)] == [first.ts, second.ts]


def test_a_button_in_it_answers_beside_it_and_leaves_it_whole(missed):
    """Found in the history, it was shown again, with all of them."""
    missed.advance(minutes=1)
    first = told(missed)[0]
    assert len(named(first)) == shown(first).count("This was due") == TOGETHER
    number = named(first)[1]
    answer = first.press("Can't", nth=1)
    assert f"D{number}" in answer.words
    assert shown(first.again()) == shown(first)
