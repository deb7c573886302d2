"""From a dialogue's thread to minutes: drafted, edited, sealed, read."""

import hashlib
import re
import urllib.request
from datetime import timedelta

import pytest

TECH = "#technology"


@pytest.fixture
def begun(technology):
    """D1 has begun; the person who chairs, and the ts of the message at its start."""
    amara = technology.person("amara")
    start = (technology.now + timedelta(days=2)).replace(hour=14, minute=0, second=0, microsecond=0)
    amara.schedules(TECH, f"Age assurance on {start:%d %b %Y} 14:00")
    amara.types(TECH, "/dialogue agenda D1 Test results 15m")
    amara.types(TECH, "/dialogue agenda D1 Next report 10m")
    technology.advance_to(start + timedelta(minutes=1))
    return amara, amara.finds(TECH, "Now: Age assurance").ts


def says_in_thread(network, root, handle, *texts):
    """Mentions as Slack's list after @ makes them."""
    person = network.person(handle)
    mentioned = [re.sub(r"@([a-z-]+)", lambda m: f"<@{network.people[m[1]]}>", t) for t in texts]
    return [person.says(TECH, text, thread_ts=root) for text in mentioned]


def desk(amara):
    """The chair's own message about the minutes, as it stands now."""
    return amara.finds("@convenor", "Minutes: Age assurance")


def sealed(amara):
    desk(amara).press("Read and seal…")
    form = amara.modal()
    assert form.submit() == {}
    words = amara.modal().words
    amara.closes()
    return words


def test_a_chair_drafts_edits_and_seals_and_everyone_reads(technology, begun):
    amara, root = begun
    says_in_thread(technology, root, "liam", "decision: publish the results in March", "Thank you!")
    says_in_thread(
        technology,
        root,
        "min-ji",
        "*Action:* @liam draft the summary by 20 December\ninfo 1: three suppliers were tested",
        "ACTION： @liam or @amara send it somewhere",
    )
    says_in_thread(
        technology, root, "denise", "action: @denise share the figures", "[off] decision: no"
    )
    answer = amara.types(TECH, "/dialogue minutes D1")
    assert "I am reading the thread" in answer.words
    ready = desk(amara)
    assert "Draft of version 1, which only chairs see" in ready.words
    assert "1 decision, 2 actions and 2 notes" in ready.words

    ready.press("Lines…")
    lines = amara.modal()
    assert "To be checked: You named @" in str(lines.view)
    assert "share the figures" in str(lines.view), "an observer's action is a note"
    assert "decision: no" not in str(lines.view)
    amara.closes()

    confirmed = desk(amara).press("Log decisions and actions")
    assert "Logged: R1 and A1." in confirmed.words
    assert "1 line to be checked" in confirmed.words
    assert "Nothing new was logged." in desk(amara).press("Log decisions and actions").words
    assert "draft the summary" in amara.types(TECH, "/action show A1").words

    desk(amara).press("Notes…")
    notes = amara.modal()
    assert notes.fill(**{"note-general": "We met in good time.\n# no heading"}).submit() == {}
    amara.closes()
    said = sealed(amara)
    (claimed,) = re.findall("[0-9a-f]{64}", said)

    denise = technology.person("denise")
    posted = denise.finds(TECH, "Minutes of D1: Age assurance")
    assert "publish the results in March" in posted.words
    assert claimed in posted.words
    posted.press("Markdown file")
    file = next(m for m in denise.reads("@convenor") if m.raw.get("files"))
    address = technology.ground.sandbox.url + file.raw["files"][0]["url_private"]
    body = urllib.request.urlopen(address).read()
    assert hashlib.sha256(body).hexdigest() == claimed
    text = body.decode()
    assert "### 1. Test results (15 minutes)\n\n- three suppliers were tested" in text
    assert "- A1 draft the summary — @Liam" in text
    assert "## Decisions\n\n- R1 publish the results in March" in text
    assert ", due Sunday 20 December 2026" in text or ", due " in text
    assert "- We met in good time.\n- \\# no heading" in text
    assert "## To be checked" in text
    assert "no\n" not in text.split("## Decisions")[1].split("##")[0]

    posted.press("Read")
    assert "publish the results in March" in denise.modal().words
    denise.closes()
    denise.types(TECH, "/dialogue minutes D1")
    assert "three suppliers were tested" in denise.modal().words


def test_two_chairs_seal_at_once_and_one_of_them_is_told(technology, begun):
    amara, root = begun
    technology.person("sina").types(TECH, "/wg role @min-ji chair until 31 Mar 2027")
    min_ji = technology.person("min-ji")
    says_in_thread(technology, root, "liam", "decision: publish in March")
    for chair in (amara, min_ji):
        chair.types(TECH, "/dialogue minutes D1")
        desk(chair).press("Read and seal…")
    first, second = amara.modal(), min_ji.modal()
    assert first.submit() == {}
    second.submit()
    assert "@Amara" in min_ji.modal().words + str(min_ji.modal().errors)
    assert "has sealed version 1" in min_ji.modal().words + str(min_ji.modal().errors)
    posts = [w for w in technology.person("liam").words(TECH) if "Minutes of D1" in w]
    assert len(posts) == 1


def test_what_changed_since_it_was_shown_is_not_sealed(begun):
    amara, _ = begun
    amara.types(TECH, "/dialogue minutes D1")
    desk(amara).press("Read and seal…")
    form = amara.modal()
    desk(amara).press("Chatham House")
    form.submit()
    assert "was changed since you looked at it" in amara.modal().words
    assert amara.finds(TECH, "Minutes of D1") is None


def test_a_long_thread_is_read_in_pages_through_rate_limits_and_a_restart(technology, begun):
    amara, root = begun
    core = technology.ground.sandbox.core
    channel = amara.channel(TECH)
    texts = [f"info: point {n}" if n % 100 == 0 else f"Well, {n}" for n in range(1_200)]
    technology.run(writing(core, channel, technology.people["liam"], root, texts))
    limits = {"method": "conversations.replies", "fault": "ratelimited", "seconds": 1}
    technology.post("/door/faults", **limits, times=3, share=0.6, seed=1)
    amara.types(TECH, "/dialogue minutes D1")
    technology.restart()
    technology.settle_all()
    ready = desk(amara)
    assert "12 notes" in ready.words
    pages = [c for c in core.calls if c.method == "conversations.replies"]
    assert len([c for c in pages if c.answer["ok"]]) >= 6
    assert [c.fault for c in pages].count("ratelimited") == 3


async def writing(core, channel, user, root, texts):
    conversation = core.workspace.conversations.get(channel)
    for text in texts:
        core.write(conversation, user, text, thread_ts=root)


def test_the_shortcut_reads_another_thread_for_the_dialogue_that_is_chosen(technology, begun):
    amara, _ = begun
    other = technology.person("liam").says(TECH, "We go on here")
    says_in_thread(technology, other, "liam", "decision: meet again in May")
    form = amara.runs("Draft minutes", TECH, other)
    assert form.fill(dialogue="1").submit() == {}
    amara.closes()
    assert "1 decision" in desk(amara).words
    refused = technology.person("denise").runs("Draft minutes", TECH, other)
    assert "Only a chair of Technology can write its minutes" in refused.words


def test_who_may_not_write_them_reads_only_what_is_sealed(technology, begun):
    amara, root = begun
    says_in_thread(technology, root, "liam", "decision: publish in March")
    amara.types(TECH, "/dialogue minutes D1")
    liam = technology.person("liam")
    assert (
        "There are no minutes of D1 that you can read yet"
        in liam.types(TECH, "/dialogue minutes D1").words
    )
    sealed(amara)
    desk(amara).press("Correct…")
    form = amara.modal()
    assert form.fill(why="The month was wrong").submit() == {}
    amara.closes()
    desk(amara).press("Lines…")
    lines = amara.modal()
    (name,) = [b["block_id"] for b in lines.view["blocks"] if b["type"] == "input"]
    assert lines.fill(**{name: "publish in May"}).submit() == {}
    amara.closes()
    sealed(amara)
    liam.types(TECH, "/dialogue minutes D1")
    now = liam.modal().words
    assert "publish in May" in now
    assert "Corrects version 1: The month was wrong" in now
    old, _ = [m for m in liam.reads(TECH) if "Minutes of D1" in m.words]
    assert "Version 2 has taken the place of this one" in old.again().words
    old.press("Read")
    assert "publish in March" in liam.modal().words


def test_sealed_minutes_go_into_the_canvas_where_there_is_one(technology, begun):
    amara, root = begun
    says_in_thread(technology, root, "liam", "decision: publish the results in March")
    amara.types(TECH, "/dialogue minutes D1")
    sealed(amara)
    technology.post("/door/canvases", offered=False, **{"as": amara.id})
    desk(amara).press("Into the channel's canvas")
    technology.settle()
    assert "This workspace has no canvas for the channel" in desk(amara).words
    technology.post("/door/canvases", offered=True, **{"as": amara.id})
    desk(amara).press("Into the channel's canvas")
    technology.settle()
    assert "This version is in the channel's canvas." in desk(amara).words
    canvas = technology.ground.sandbox.core.workspace.canvases.of_channel(amara.channel(TECH))
    assert "- publish the results in March" in canvas.text
