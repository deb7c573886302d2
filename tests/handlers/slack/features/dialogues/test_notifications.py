"""Notifications about dialogues: what they say, who is never pinged, what Slack would refuse."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue, DialogueStatus, Rsvp, RsvpAnswer
from bot.domain.group import Group
from bot.domain.notifications import Announcement, ChangeNotice, Reminder, Turnout
from bot.domain.person import Organisation, OrganisationKind
from bot.use_cases.dialogues.rules.invited import out_of_hours
from handlers.sandbox.validation.messages import checked_content
from handlers.slack.features.dialogues.notifications import RENDERERS
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.response import Reply

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
START = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)
GROUP = Group(id=1, channel_id="C1", name="Technology", zone="Europe/London", created_at=NOW)
DIALOGUE = Dialogue(
    number=12,
    group_id=1,
    title="CSAM roundtable",
    wall=START.replace(tzinfo=None),
    zone="Europe/London",
    starts_at=START,
    link="https://meet.example/1",
    created_by="U1",
    created_at=NOW,
)
ZONES = (
    "Pacific/Fiji Australia/Sydney Asia/Seoul Africa/Johannesburg Europe/Bratislava Europe/Paris "
    "Europe/Amsterdam Europe/London Europe/Dublin America/New_York America/Toronto Africa/Accra "
    "Pacific/Auckland Asia/Kolkata Asia/Tokyo America/Chicago America/Sao_Paulo Asia/Singapore"
).split()
MOMENT = (
    f"<!date^{int(START.timestamp())}^{{date_long}} at {{time}}|"
    "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)>"
)


def rsvps(**counts):
    return tuple(
        Rsvp(user_id=f"U{answer}{n}", answer=RsvpAnswer(answer), organisation_id=1, answered_at=NOW)
        for answer, number in counts.items()
        for n in range(number)
    )


TURNOUT = Turnout(rsvps=rsvps(going=3, maybe=1))


def announcement(dialogue=DIALOGUE, **fields):
    fields = {"turnout": TURNOUT, "chairs": ("amara",), **fields}
    return Announcement(dialogue=dialogue, group=GROUP, **fields)


def reminder(dialogue=DIALOGUE, **fields):
    fields = {"minutes_before": 60, "turnout": TURNOUT, **fields}
    return Reminder(dialogue=dialogue, group=GROUP, **fields)


def notice(dialogue=DIALOGUE, **fields):
    return ChangeNotice(dialogue=dialogue, group=GROUP, **fields)


def words(notification):
    blocks = RENDERERS[type(notification)](notification)
    checked_content(fallback_text(blocks), blocks, longest=4_000)
    return "\n".join(fallback_text([block]) for block in blocks if block["type"] != "actions")


def elements(blocks):
    """Every element of every block, wherever it stands."""
    for value in blocks.values() if isinstance(blocks, dict) else blocks:
        if isinstance(value, dict):
            yield value
        if isinstance(value, dict | list):
            yield from elements(value)


def buttons(notification):
    return {
        element["action_id"]: (element["text"]["text"], element["value"])
        for block in RENDERERS[type(notification)](notification)
        if block["type"] == "actions"
        for element in block["elements"]
    }


def test_the_announcement():
    seoul = Organisation(
        id=1, name="KCSC", kind=OrganisationKind.MEMBER, country="KR", zone="Asia/Seoul"
    )
    notification = announcement(unsocial=out_of_hours(DIALOGUE, [seoul]))
    assert words(notification) == (
        "CSAM roundtable\n"
        f"{MOMENT} (your time), 1 hour\n"
        "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
        "Chaired by amara\n"
        "Link: <https://meet.example/1|https://meet.example/1>\n"
        "Out of hours: 23:00 in Seoul (KCSC).\n"
        "D12 · Technology"
    )
    assert [words for words, _ in buttons(notification).values()] == [
        "Going 3",
        "Maybe 1",
        "Can't",
        "Suggest agenda item",
        "Add to calendar",
        "Details",
    ]
    assert buttons(notification)["dialogue.rsvp:going"] == ("Going 3", "D12|going|")


def test_members_only_is_said_and_the_whole_group_is_not():
    narrow = replace(DIALOGUE, audience=Audience.MEMBERS)
    assert "For members only" in words(announcement(narrow))
    assert "the whole group" not in words(announcement())


def test_without_link_or_chair_their_lines_fall_out():
    notification = announcement(replace(DIALOGUE, link=None), chairs=())
    assert "Link" not in words(notification)
    assert "Chaired" not in words(notification)


def test_once_cancelled_the_announcement_says_why_and_has_no_buttons():
    off = replace(DIALOGUE, status=DialogueStatus.CANCELLED, reason="The report is late.")
    notification = announcement(off)
    assert words(notification) == (
        "Cancelled: CSAM roundtable\n"
        "Why: The report is late.\n"
        f"It was planned for {MOMENT}.\n"
        "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
        "D12 · Technology"
    )
    assert buttons(notification) == {}


@pytest.mark.parametrize(
    ("minutes", "left"),
    [(10_080, "In 1 week"), (1_440, "In 1 day"), (60, "In 1 hour"), (10, "In 10 minutes")],
)
def test_a_reminder(minutes, left):
    notification = reminder(minutes_before=minutes)
    assert words(notification).startswith(f"{left}: CSAM roundtable\n{MOMENT}")
    assert "Link: <https://meet.example/1" in words(notification)
    assert "Answers so far: Going 3, Maybe 1." in words(notification)
    assert buttons(notification)["dialogue.rsvp:going"] == ("Going", "D12|going|")


def test_a_reminder_without_answers_counts_nothing():
    assert "Answers" not in words(reminder(turnout=Turnout()))


def test_a_move_shows_both_times():
    was = "Monday 7 December 2026, 10:00 (Europe/London, UTC+0)"
    assert words(notice(was=was)).startswith(
        "Moved: CSAM roundtable\n"
        f"Now: {MOMENT}\n"
        "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
        f"Before: {was}\n"
    )
    assert "Please answer again: the time has changed." in words(notice(was=was))


def test_member_organisations_are_counted_once_somebody_has_answered():
    six = replace(TURNOUT, members_coming=6, members_invited=9)
    said = "6 of 9 member organisations are coming"
    assert said in words(announcement(turnout=six))
    assert said in words(reminder(turnout=six))
    assert "member organisations" not in words(
        announcement(turnout=replace(six, members_invited=0))
    )
    assert "1 of 9 member organisations is coming" in words(
        announcement(turnout=replace(six, members_coming=1))
    )
    assert "member" not in words(announcement())


def test_a_cancellation_shows_the_reason():
    off = replace(DIALOGUE, status=DialogueStatus.CANCELLED, reason="The report is late.")
    notification = notice(off)
    assert words(notification).startswith(
        f"Cancelled: CSAM roundtable\nWhy: The report is late.\nIt will not take place on {MOMENT}."
    )
    assert buttons(notification) == {}
    assert "None" not in words(notice(replace(off, reason=None)))


LETTERS = [announcement, reminder, partial(notice, was="x" * 80), notice]


@pytest.mark.parametrize("make", LETTERS)
@pytest.mark.parametrize(
    "title",
    [
        "x" * 150,
        "🙂" * 150,
        "<!channel> <@U1> &lt; `code` *b* _i_ <https://a.example|b>",
        "نقاش حول السلامة على الإنترنت",
        "line one\nline two",
        "&" * 150,
    ],
)
def test_any_title_is_shown_as_typed_and_pings_nobody(make, title):
    notification = make(replace(DIALOGUE, title=title))
    blocks = RENDERERS[type(notification)](notification)
    checked_content(fallback_text(blocks), blocks, longest=4_000)
    found = list(elements(blocks))
    assert any(str(e.get("text", "")).endswith(title) for e in found if e.get("type") == "text")
    assert not [e for e in found if e.get("type") in ("user", "usergroup", "broadcast", "mrkdwn")]
    assert "<!channel>" not in fallback_text(blocks)
    assert "<@" not in fallback_text(blocks)


@pytest.mark.parametrize("make", LETTERS)
def test_the_largest_letter_fits(make):
    organisations = [
        Organisation(
            id=n,
            name=f"{n:02}" + "N" * 78,
            kind=OrganisationKind.MEMBER,
            country="XX",
            zone=ZONES[n % 18],
        )
        for n in range(90)
    ]
    saturday = replace(DIALOGUE, starts_at=START.replace(day=12), title="&" * 150)
    large = replace(saturday, link=f"https://meet.example/{'x' * 1_979}", minutes=24 * 60)
    unsocial = out_of_hours(large, organisations)
    assert len(unsocial) == 90
    answered = Turnout(rsvps=rsvps(going=200, maybe=90, cannot=10))
    shown = {
        announcement: {"turnout": answered, "chairs": ("N" * 80,) * 5, "unsocial": unsocial},
        reminder: {"turnout": answered},
    }
    notification = make(large, **shown.get(make, {"unsocial": unsocial}))
    blocks = RENDERERS[type(notification)](notification)
    checked_content(fallback_text(blocks), blocks, longest=4_000)


def test_a_reply_takes_the_same_blocks():
    blocks = RENDERERS[Announcement](announcement())
    assert Reply(blocks=blocks).body()["text"].startswith("CSAM roundtable")
