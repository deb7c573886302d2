"""A recipient that Slack refuses is probed, told of once, and free again after a success."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import State, longest_before_probe, pause_before_probe
from bot.domain.errors import PlaceClosed
from bot.domain.group_notifications import ChairNotice, PlaceClosedNotice
from bot.domain.person import PersonFacts
from bot.use_cases.deliveries.blocking import release_recipient
from tests.bot.use_cases.deliveries.setting import NOW, Setting
from tests.databases import WORKSPACE

FIRST = timedelta(minutes=5)
SECRETARY = "UOBSERVER"


@pytest.fixture
def setting(database_sqlite):
    setting = Setting(database_sqlite)
    setting.deliverer.secretariat = (SECRETARY,)
    setting.deliverer.jitter = lambda: 1.0
    return setting


def close(setting, recipient, error="restricted_action", times=1):
    setting.messenger.trouble[recipient] = [PlaceClosed(error) for _ in range(times)]


def tried(setting, recipient):
    """How many refusals are left: each try takes one."""
    return len(setting.messenger.trouble.get(recipient, ()))


def words_of(notice):
    if isinstance(notice, ChairNotice):
        return notice.words
    return f"closed: {notice.chair or 'the channel'} of {notice.group.name}"


def told(setting, to):
    return [
        words_of(notification)
        for recipient, _, notification, _ in setting.messenger.sent
        if recipient == to and isinstance(notification, ChairNotice | PlaceClosedNotice)
    ]


def next_due(setting):
    return asyncio.run(setting.deliverer.next_due())


def test_the_pause_grows_from_five_minutes_to_six_hours():
    pauses = [pause_before_probe(probes) for probes in range(10)]
    assert pauses[:4] == [FIRST, 2 * FIRST, 4 * FIRST, 8 * FIRST]
    assert pauses == sorted(pauses)
    assert pauses[-1] == pause_before_probe(10**9) == longest_before_probe() == timedelta(hours=6)
    assert pause_before_probe(0, 0.0) == timedelta(minutes=4.5)


def test_one_of_several_is_tried_at_each_probe_and_all_go_after_a_success(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.announcement")
    for minutes in (60, 1_440):
        setting.owe(dialogue, minutes_before=minutes)
    close(setting, "C1", times=3)
    setting.deliver()
    assert tried(setting, "C1") == 2, "the others wait"
    probe = NOW + FIRST
    for left in (1, 0):
        assert next_due(setting) == probe
        setting.now = probe - timedelta(seconds=1)
        assert setting.deliver() == 0
        setting.now = probe
        setting.deliver()
        assert tried(setting, "C1") == left
        probe += 2 * FIRST if left else 4 * FIRST
    setting.now = probe
    setting.deliver()
    assert State.OWED not in setting.states()
    assert State.SENT in setting.states()
    with setting.database.transaction(WORKSPACE) as work:
        assert work.recipients.errors_of_blocked() == {}


def test_the_chairs_hear_once_that_it_is_closed_and_once_that_it_is_open(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    close(setting, "C1", times=3)
    for _ in range(3):
        setting.deliver()
        setting.wait(hours=1)
    (first,) = told(setting, "UCHAIR")
    assert first.startswith("closed: the channel of Technology")
    setting.deliver()
    setting.wait(minutes=1)
    setting.deliver()
    assert setting.row().state is State.SENT
    _, last = told(setting, "UCHAIR")
    assert last.startswith("I can post in the channel of Technology again.")
    assert not told(setting, SECRETARY)


def test_who_was_not_told_that_it_was_closed_is_not_told_that_it_is_open(setting):
    setting.owe(setting.dialogue())
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("C1", error="restricted_action", now=NOW)
    setting.wait(minutes=5)
    setting.deliver()
    assert [kind for _, kind, *_ in setting.messenger.sent] == ["dialogue.reminder.60"]


def test_of_a_chair_the_secretariat_hears_and_of_a_member_nobody(setting):
    dialogue = setting.dialogue()
    for recipient in ("UCHAIR", "UMEMBER"):
        setting.owe(dialogue, recipient=recipient)
        close(setting, recipient, "messages_tab_disabled", times=9)
    setting.deliver()
    (words,) = told(setting, SECRETARY)
    assert words.startswith("closed: @uchair of Technology")
    assert len(setting.messenger.sent) == 1


def test_of_a_channel_the_secretariat_hears_where_no_chair_can_be_written_to(setting):
    setting.owe(setting.dialogue())
    close(setting, "C1")
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("UCHAIR", error="messages_tab_disabled", now=NOW)
    setting.deliver()
    assert len(told(setting, SECRETARY)) == 1


@pytest.mark.parametrize("recipient", ["UMEMBER", "C1"])
def test_whom_slack_does_not_know_is_left_alone_like_whom_it_refuses(setting, recipient):
    """Asked at the probes only, however often the loop goes round."""
    asked = []
    find = setting.directory.person if recipient == "UMEMBER" else setting.directory.channel

    async def unknown(workspace_id, wanted, **how):
        if wanted != recipient:
            return await find(workspace_id, wanted, **how)
        asked.append(setting.now)
        return None

    setattr(setting.directory, "person" if recipient == "UMEMBER" else "channel", unknown)
    dialogue = setting.dialogue()
    dialogue = setting.dialogue(audience="members") if recipient == "C1" else dialogue
    setting.owe(dialogue, recipient=recipient, until=NOW + timedelta(hours=8))
    while setting.now < NOW + timedelta(hours=1):
        setting.deliver()
        setting.wait(seconds=10)
    probes = [moment - NOW for moment in asked if moment in {NOW + n * FIRST for n in range(99)}]
    rounds = {timedelta(0), FIRST, 3 * FIRST, 7 * FIRST}
    assert set(probes) == rounds
    assert {moment - NOW for moment in asked} == rounds


def test_a_person_who_is_known_again_is_written_to(setting):
    facts = setting.directory.people.pop("UMEMBER")
    setting.owe(setting.dialogue(), recipient="UMEMBER")
    setting.deliver()
    assert setting.row("UMEMBER").error == "user_not_found"
    setting.directory.people["UMEMBER"] = PersonFacts(user_id="UMEMBER", name=facts.name)
    setting.wait(minutes=5)
    setting.deliver()
    assert setting.row("UMEMBER").state is State.SENT


def test_what_was_tried_before_the_block_does_not_end_it(setting):
    """A lost answer that is found later says nothing about the present."""
    setting.owe(setting.dialogue())
    with setting.database.transaction_of_all() as work:
        (claimed,) = work.queue.claim_due(NOW, lease_until=NOW + FIRST, limit=5)
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("C1", error="is_archived", now=NOW + timedelta(seconds=1))
    setting.deliverer.blocked = frozenset({(WORKSPACE, "C1")})
    asyncio.run(setting.deliverer.settle(claimed, State.SENT))
    with setting.database.transaction(WORKSPACE) as work:
        assert work.recipients.errors_of_blocked() == {"C1": "is_archived"}


def test_what_is_not_blocked_is_not_released(setting):
    with setting.database.transaction(WORKSPACE) as work:
        assert not release_recipient("C1", work=work, now=NOW)


def test_who_hears_of_a_block_just_as_it_ends_hears_that_it_is_over(setting):
    setting.owe(setting.dialogue())
    close(setting, "C1")
    send = setting.messenger.send

    async def slow(delivery, notification, **how):
        if delivery.recipient == "UCHAIR":
            setting.write(lambda work: release_recipient("C1", work=work, now=setting.now))
        return await send(delivery, notification, **how)

    setting.messenger.send = slow
    setting.deliver()
    setting.wait(minutes=1)
    setting.deliver()
    first, last = told(setting, "UCHAIR")
    assert first.startswith("closed: the channel of Technology")
    assert last.startswith("I can post in the channel of Technology again.")
