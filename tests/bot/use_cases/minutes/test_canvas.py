"""Sealed minutes go into the channel's canvas once, and never where others could read them."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotSent, Refusal
from bot.use_cases.minutes.seal import want_canvas
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, TECH
from tests.bot.use_cases.minutes.desk import LIMITED, seal


@pytest.fixture
def drafted(desk):
    desk.says(LIAM, "decision: publish in March", 1)
    desk.draft()
    asyncio.run(desk.reader().read())
    return desk


def want(desk, user_id=AMARA):
    desk.write(lambda town: want_canvas(1, town.by(user_id, desk.now)))


def fill(desk):
    """What is known of the last version's canvas after a beat."""
    asyncio.run(desk.reader().read())
    return desk.look(
        lambda town: town.work.minutes.versions(town.reader(AMARA), town.kept(1))[-1].canvas
    )


def test_the_whole_text_with_its_hash_once(drafted):
    version = seal(drafted)
    assert fill(drafted) is None, "nobody has asked"
    want(drafted)
    want(drafted)
    assert fill(drafted) == "made"
    want(drafted)
    fill(drafted)
    ((channel, markdown, mark),) = drafted.canvases.added
    assert (channel, mark) == (TECH, version.sha256)
    assert markdown.startswith(version.body)
    assert version.sha256 in markdown


def test_a_limit_is_waited_for_and_a_refusal_kept_in_slacks_word(drafted):
    seal(drafted)
    drafted.canvases.troubles = [LIMITED, NotSent("canvas_disabled_user_team")]
    want(drafted)
    assert fill(drafted) == "canvas_disabled_user_team"
    assert (drafted.pauses, drafted.canvases.added) == ([30.0], [])
    want(drafted)
    assert fill(drafted) == "made"


@pytest.mark.parametrize("whose", ["the minutes", "the dialogue"])
def test_what_is_for_members_never_goes_there(drafted, whose):
    if whose == "the minutes":
        drafted.write(lambda town: _for_members(town, town.work.minutes, "of_dialogue"))
    seal(drafted)
    if whose == "the dialogue":
        drafted.write(lambda town: _for_members(town, town.work.dialogues, "get"))
    with pytest.raises(Refusal, match="for members only"):
        want(drafted)


def test_a_dialogue_that_is_narrowed_meanwhile_keeps_it_out(drafted):
    seal(drafted)
    want(drafted)
    drafted.write(lambda town: _for_members(town, town.work.dialogues, "get"))
    assert (fill(drafted), drafted.canvases.added) == (None, [])


def test_only_sealed_ones_and_only_by_who_runs_the_group(drafted):
    with pytest.raises(Refusal, match="not sealed"):
        want(drafted)
    seal(drafted)
    with pytest.raises(NotAllowed):
        want(drafted, LIAM)


def _for_members(town, ledger, read):
    asked = (1,) if read == "of_dialogue" else (town.reader(AMARA), 1)
    ledger.change(replace(getattr(ledger, read)(*asked), audience=Audience.MEMBERS))
