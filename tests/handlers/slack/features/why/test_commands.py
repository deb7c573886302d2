"""/wg why, from the call to the words."""

import html
import re
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NotFound, Refusal
from handlers.slack.features.why import commands
from handlers.slack.features.why.blocks import Turned
from tests.bot.use_cases.deliveries.post import (
    CHANNEL,
    DAY,
    HOUR,
    MEMBERS,
    Post,
    dropped,
    keep_private,
    sent,
)
from tests.bot.use_cases.groups.hall import AMARA, FAR, GETHIN, MINJI, NOW, SINA, STRANGER, TANIS
from tests.handlers.slack.features.groups.scenes import buttons, direct, pressed, typed, words

MINUTE = timedelta(minutes=1)
_DATE = re.compile(r"&lt;!date.*?&gt;|<!date\^\d+\^[^|]*\|([^>]*)>")


@pytest.fixture
def post(work):
    return Post(work)


def lines(answer):
    """Its words line by line, dates spelled out as their fallback has them."""
    return html.unescape(_DATE.sub(lambda m: m[1], words(answer))).splitlines()


def asked(post, user_id=GETHIN, raw="", **changes):
    return lines(commands.run_why(typed(post.hall, user_id, raw, **changes)))


def fate(post, *, user_id=GETHIN, due=NOW - HOUR, **fields):
    """What is said of one row about D12, after when it was due."""
    post.dialogue()
    post.owe(due=due, **fields)
    said = asked(post, user_id)
    assert said[1] == "1 day before D12 Age assurance"
    return said[2].removeprefix("Due Monday 7 December 2026, 09:00 (Europe/London, UTC+0). ")


# What became of a message ------------------------------------------------------------------------


def test_sent_when_it_was_due(post):
    assert fate(post, became=sent(NOW - HOUR + MINUTE)) == "Sent at 09:01."


def test_sent_at_the_third_try(post):
    became = sent(NOW - HOUR + MINUTE) | {"attempt": 3}
    assert fate(post, became=became) == "Sent at 09:01, at the third try."


def test_sent_late(post):
    assert fate(post, became=sent(NOW)) == "Sent late, at 10:00: Convenor was offline."


def test_sent_late_after_several_tries(post):
    assert (
        fate(post, became=sent(NOW) | {"attempt": 2}) == "Sent late, at 10:00, at the second try."
    )


def test_sent_late_on_another_day_says_which(post):
    said = fate(post, due=NOW - DAY, became=sent(NOW))
    assert said == (
        "Due Sunday 6 December 2026, 10:00 (Europe/London, UTC+0). Sent late, on "
        "Monday 7 December 2026, 10:00 (Europe/London, UTC+0): Convenor was offline."
    )


def test_sent_late_because_the_channel_was_closed(post):
    post.owe(
        AMARA,
        kind="group.blocked",
        subject_type=SubjectType.GROUP,
        subject_id=str(post.group.id),
        occurrence=f"{CHANNEL}@{(NOW - 2 * HOUR).isoformat()}",
        became=sent(),
    )
    said = fate(post, became=sent(NOW))
    assert said == "Sent late, at 10:00: I could not post in the channel before."


def test_not_due_yet(post):
    said = fate(post, due=NOW + DAY)
    assert said == "Waiting until Tuesday 8 December 2026, 10:00 (Europe/London, UTC+0)."


def test_due_this_very_moment(post):
    assert fate(post) == "About to be sent."


def test_put_off(post):
    became = {"attempt": 2, "error": "ratelimited", "next_at": NOW + 2 * MINUTE}
    said = fate(post, became=became)
    assert said == "Not sent yet: Slack asked me to slow down. The third try is at 10:02."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("is_archived", "the channel is archived"),
        ("not_in_channel", "I am not in the channel"),
        ("channel_not_found", "I am not in the channel"),
        ("restricted_action", "the channel's settings do not let me post"),
        ("brand_new", "Slack did not take it (brand_new)"),
    ],
)
def test_waiting_for_a_channel_that_is_closed(post, error, said):
    post.work.recipients.block(CHANNEL, error=error, now=NOW - DAY)
    since = "Sunday 6 December 2026, 10:00 (Europe/London, UTC+0)"
    post.dialogue()
    post.owe(due=NOW - HOUR)
    first, _, _, second, *_ = asked(post)
    assert second.endswith(f". Waiting since {since}: {said}.")
    assert first.startswith(f"I can't post in the channel of Technology: {said}, since {since}. ")


def test_being_sent(post):
    assert fate(post, became={"state": State.SENDING, "attempt": 1}) == "Being sent now."


def test_being_checked(post):
    became = {"state": State.UNCERTAIN, "attempt": 1, "error": "TimeoutError"}
    assert fate(post, became=became) == "Being checked: Slack's answer was lost."


@pytest.mark.parametrize("error", ["uncertain", "uncertain: missing_scope"])
def test_perhaps_sent(post, error):
    assert fate(post, became=dropped(error)) == (
        "It may have been sent: Slack's answer was lost and I could not look it up, "
        "so I did not send it again."
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("cancelled", "D12 was cancelled"),
        ("revised", "D12 was changed, and this was planned again"),
        ("too late", "it was too late to help after 18:00"),
        (
            "too late: ratelimited",
            "it was too late to help after 18:00, and until then Slack asked me to slow down",
        ),
        ("msg_too_long", "Slack refused its form, a fault of mine, which is logged"),
        (
            "kept private",
            "others than members can read the channel and this is for members; "
            "it went to the members by direct message",
        ),
        ("brand_new", "Slack did not take it (brand_new)"),
    ],
)
def test_not_sent(post, error, said):
    useful_until = NOW + 8 * HOUR
    assert fate(post, became=dropped(error), useful_until=useful_until) == f"Not sent: {said}."


def test_what_was_cancelled_before_it_was_due_will_not_be_sent(post):
    said = fate(post, due=NOW + DAY, became=dropped("cancelled"))
    assert said.endswith("(Europe/London, UTC+0). Will not be sent: D12 was cancelled.")


def test_no_longer_useful_on_another_day_says_which(post):
    said = fate(post, became=dropped("too late"), useful_until=NOW + 2 * DAY)
    until = "Wednesday 9 December 2026, 10:00 (Europe/London, UTC+0)"
    assert said == f"Not sent: it was too late to help after {until}."


def test_the_chair_reads_how_many_got_it_privately(post):
    post.dialogue(audience=MEMBERS)
    keep_private(post)
    ending = "it went to the members by direct message"
    assert asked(post, AMARA)[2].endswith(f"{ending}: sent to 7 people, 1 waiting.")
    assert asked(post, GETHIN)[2].endswith(f"{ending}.")


def test_the_secretariat_reads_of_people_by_number(post):
    post.dialogue()
    for user_id, became in (
        (GETHIN, {"state": State.UNCERTAIN, "attempt": 1}),
        (MINJI, dropped("no longer coming")),
        (TANIS, {"state": State.SENDING, "attempt": 1}),
    ):
        post.owe(user_id, kind="dialogue.starting", became=became)
    said = asked(post, SINA)
    assert said[1] == "10 minutes before D12 Age assurance"
    assert said[2].endswith(
        "By direct message: sent to nobody, 1 waiting, 1 being checked, 1 not sent."
    )
    assert "@" not in "".join(said)


# The answer as a whole ---------------------------------------------------------------------------


def test_a_channel_and_below_it_the_reader(post):
    post.dialogue()
    post.owe(became=sent())
    post.owe(GETHIN, kind="dialogue.starting", due=NOW + HOUR)
    assert asked(post) == [
        "Technology: 1 message to the channel",
        "1 day before D12 Age assurance",
        "Due Monday 7 December 2026, 10:00 (Europe/London, UTC+0). Sent at 10:00.",
        "To you, by direct message: 1 message",
        "10 minutes before D12 Age assurance",
        "Waiting until Monday 7 December 2026, 11:00 (Europe/London, UTC+0).",
        "The last 7 days and the next 7. The latest comes first. Times are yours (Europe/London). "
        "Your mornings and other groups: /wg why in a direct message with me.",
    ]


def test_times_are_the_readers_own(post):
    post.dialogue()
    post.owe(became=sent())
    said = asked(post, MINJI)
    assert said[2] == "Due Monday 7 December 2026, 19:00 (Asia/Seoul, UTC+9). Sent at 19:00."
    assert "Times are yours (Asia/Seoul)." in said[-1]
    (date, clock) = (
        element
        for block in commands.run_why(typed(post.hall, MINJI)).blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for element in part["elements"]
        if element["type"] == "date"
    )
    assert date["timestamp"] == clock["timestamp"] == int(NOW.timestamp())
    assert clock["format"] == "{time}", "Slack shows it in the reader's own zone"


def test_where_there_is_nothing(post):
    assert asked(post)[:2] == [
        "Technology: no messages to the channel",
        "To you, by direct message: no messages",
    ]


def test_a_direct_message_tells_of_all_groups(post):
    post.dialogue()
    post.owe(TANIS, kind="dialogue.starting", due=NOW + HOUR)
    morning = {"subject_type": SubjectType.MORNING, "subject_id": TANIS}
    post.owe(TANIS, kind="morning", occurrence="2026-12-07", became=sent(), **morning)
    said = asked(post, TANIS, channel=direct(TANIS))
    assert said[0] == "To you, by direct message: 2 messages"
    assert said[1] == "10 minutes before D12 Age assurance (Technology)"
    assert said[3] == "Morning message of Monday 7 December 2026"
    assert said[-1].endswith("Times are yours (America/Winnipeg).")


def test_a_direct_message_says_which_channel_is_closed_and_what_opens_it(post):
    post.work.recipients.block(CHANNEL, error="not_in_channel", now=NOW - HOUR)
    assert asked(post, TANIS, channel=direct(TANIS))[0] == (
        "I can't post in the channel of Technology: I am not in the channel, since Monday "
        "7 December 2026, 03:00 (America/Winnipeg, UTC-6). What is due there waits while it can "
        "help, and I try again by myself, at least every six hours. Please type /invite @Convenor "
        "in it, and I go on."
    )
    assert asked(post, FAR, channel=direct(FAR))[0].startswith("To you")


def test_one_subject_from_a_direct_message(post):
    post.dialogue()
    post.owe(kind="dialogue.announcement", due=NOW - 20 * DAY, became=sent(NOW - 20 * DAY))
    post.owe(subject_id="D13")
    said = asked(post, TANIS, " d 12 ", channel=direct(TANIS))
    assert said[0] == "D12 Age assurance, Technology: 1 message to the channel"
    assert said[1] == "Invitation to D12 Age assurance"
    assert said[-1] == "The latest comes first. Times are yours (America/Winnipeg)."
    assert asked(post, TANIS, "D012") == said


def test_what_is_not_in_the_channel_of_a_subject(post):
    post.dialogue(audience=Audience.NETWORK)
    post.owe(audience=Audience.NETWORK)
    said = asked(post, FAR, "D12", channel=direct(FAR))
    assert said[:3] == [
        "D12 Age assurance, Technology",
        "Only people in the channel see what was owed to it.",
        "To you, by direct message: no messages",
    ]


def test_an_action_is_told_of_in_mornings(post):
    action = ActionItem(
        number=4, group_id=post.group.id, title="Draft it", created_by=AMARA, created_at=NOW
    )
    post.work.actions.add(action)
    said = asked(post, TANIS, "a4")
    assert said[0] == "A4 Draft it"
    assert said[1].startswith("No message is owed about one action alone")


@pytest.mark.parametrize("raw", ["D99", "A99", "P99", "R1", "d99 all"])
def test_what_cannot_be_found_has_the_usual_words(post, raw):
    with pytest.raises(NotFound) as refused:
        commands.run_why(typed(post.hall, GETHIN, raw))
    assert refused.value.words == (
        f"I can't find {raw.split()[0].upper()} in a group you belong to."
    )


@pytest.mark.parametrize("raw", ["yesterday", "D12 D13", "D", "<@U0MINJI|minji>", "&lt;!here&gt;"])
def test_other_words_are_given_back(post, raw):
    with pytest.raises(Refusal) as refused:
        commands.run_why(typed(post.hall, GETHIN, raw))
    assert refused.value.words.startswith("I don't know what to do with “")
    assert refused.value.words.endswith("Please type /wg why, /wg why D12, or /wg why all.")


def test_a_channel_that_is_no_group(post):
    with pytest.raises(Refusal) as refused:
        commands.run_why(typed(post.hall, STRANGER, channel=None))
    assert "/invite @Convenor" in refused.value.words


def test_what_had_nothing_to_say_is_one_button_away(post):
    post.dialogue()
    post.owe(kind="dialogue.announcement", became=dropped("announced already"))
    answer = commands.run_why(typed(post.hall, GETHIN))
    assert lines(answer)[-1] == "1 message with nothing to say is left out."
    ((label, action_id, value),) = buttons(answer)
    assert (label, action_id) == ("Show them too", "wg.why:all")
    shown = commands.press_turn(pressed(post.hall, GETHIN, value))
    assert shown.replace
    assert lines(shown)[2].endswith("Not sent: D12 was announced before.")
    assert buttons(shown) == []
    assert asked(post, raw="ALL") == lines(shown)
    assert "left out" not in lines(commands.run_why(typed(post.hall, GETHIN, "D12 all")))[-1]
    (_, _, value) = buttons(commands.run_why(typed(post.hall, GETHIN, "D12")))[0]
    assert lines(commands.press_turn(pressed(post.hall, GETHIN, value)))[0].startswith(
        "D12 Age assurance"
    )


def test_both_lists_are_turned_by_tens_and_apart(post):
    post.dialogue(title="Ä" * 150)
    for number in range(30):
        post.owe(
            kind="dialogue.reminder",
            minutes_before=number + 1,
            due=NOW - number * HOUR,
            became=sent(),
        )
    for number in range(12):
        post.owe(
            GETHIN, kind="dialogue.reminder", minutes_before=number + 1, due=NOW - number * HOUR
        )

    def turned(answer, label, nth=0):
        values = [value for words_, _, value in buttons(answer) if words_ == label]
        return commands.press_turn(pressed(post.hall, GETHIN, values[nth]))

    first = commands.run_why(typed(post.hall, GETHIN))
    assert [b[0] for b in buttons(first)] == ["Next", "Next"]
    second = turned(turned(first, "Next"), "Next", nth=1)
    shown = lines(second)
    assert "11–20 of 30 items" in shown
    assert "11–12 of 12 items" in shown
    assert [b[0] for b in buttons(second)] == ["Previous", "Next", "Previous"]
    third = turned(second, "Next")
    assert {"21–30 of 30 items", "11–12 of 12 items"} <= set(lines(third))
    assert len(str(third.body()["text"])) <= 4_000
    assert sum(len(line) for line in lines(first)) < 11_000, "what Slack takes as one message"


def test_a_page_that_is_no_more_is_the_last(post):
    post.dialogue()
    for number in range(11):
        post.owe(kind="dialogue.reminder", minutes_before=number + 1)
    said = lines(commands.press_turn(pressed(post.hall, GETHIN, "90 here 70 -")))
    assert "11–11 of 11 items" in said


@pytest.mark.parametrize(
    ("carried", "read"),
    [
        ("10 here 0 - D12", Turned(about="D12", here=10)),
        ("10 own 20 all", Turned(everything=True, here=20, own=10)),
        ("0 here 0 all d012", Turned(about="D12", everything=True)),
        ("0 here 0 - <!channel>", Turned()),
        ("-1 here 0 -", Turned()),
        ("x", Turned()),
        ("", Turned()),
        ("9999999999 own 0 -", Turned(own=1_000_000)),
    ],
)
def test_what_a_button_carries(carried, read):
    assert commands.read_turned(carried) == read


def test_the_buttons_carry_what_is_read_back(post):
    post.dialogue()
    for number in range(11):
        post.owe(kind="dialogue.reminder", minutes_before=number + 1)
    answer = commands.run_why(typed(post.hall, GETHIN, "D12 all"))
    ((_, _, value),) = buttons(answer)
    assert commands.read_turned(value) == Turned(about="D12", everything=True, here=10)


def test_markup_in_a_title_is_shown_literally(post):
    post.dialogue(title="<!channel> *x* <@U0AMARA> &lt;")
    post.owe(became=sent())
    said = words(commands.run_why(typed(post.hall, TANIS)))
    assert "1 day before D12 &lt;!channel&gt; *x* &lt;@U0AMARA&gt; &amp;lt;" in said


def test_nothing_is_written(post):
    post.dialogue()
    post.owe()
    before = post.hall.everything()
    asked(post)
    asked(post, raw="D12 all")
    assert post.hall.everything() == before
