"""The list of posts in a channel that more people can read now, with its buttons."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.chair_notices import (
    Addressee,
    ChairNotice,
    ChannelOpened,
    PlaceClosedNotice,
    SecretariatNotice,
    StandingPost,
)
from bot.domain.clock_shifts import ClockShift
from bot.domain.notifications import ClockChange, Greeting, Introduction, SeriesShift, Withdrawn
from bot.domain.wording import count, listed, set_apart, shortened, spell_day, spell_weekday
from bot.use_cases.deliveries.why_subjects import NamedSubject
from handlers.slack.features.groups.blocks import reminder_words
from handlers.slack.features.groups.closed_places import what_to_do
from handlers.slack.features.why.words import reason_words, title_of
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer
from handlers.slack.kit.common_blocks import notice_header
from handlers.slack.kit.next_steps import with_step
from handlers.slack.request.help import overview_blocks

DELETE = "channel_delete"
_ALL = "all"
_NAMED, _TITLE = 20, 100


def opened_blocks(notification: ChannelOpened) -> list[kit.Block]:
    """To a chair or the secretariat, in a direct message: mentions notify nobody there."""
    to = Addressee.SECRETARIAT if notification.to_secretariat else Addressee.CHAIR
    header = notice_header(to, notification.group)
    blocks = [
        kit.rich(header, *_what_happened(notification), kit.line(*_what_stands(notification))),
    ]
    for standing in notification.posts:
        blocks += _post(standing)
    more = notification.standing - len(notification.posts)
    if more > 0:
        blocks.append(
            kit.small(f"And {count(more, 'older one', 'older ones')}, which Delete all takes too.")
        )
    if notification.posts:
        blocks.append(kit.actions(_delete_all(notification)))
    return blocks


def read_value(value: str) -> tuple[str, int | None] | None:
    """The newest `ts` and the delivery (None: all) that a button names; None for all else."""
    ts, _, which = value.partition(" ")
    if not ts.replace(".", "", 1).isdecimal() or not (which == _ALL or which.isdecimal()):
        return None
    return ts, None if which == _ALL else int(which[:18])


def _what_happened(notification: ChannelOpened) -> Sequence[kit.Element]:
    channel = f"The channel of {notification.group.name}"
    lines = []
    if notification.public:
        lines.append(kit.line(f"{channel} is public now: everyone in the workspace can read it."))
    if notification.shared:
        lines.append(
            kit.line(f"{channel} is shared with another workspace now: its people can read it.")
        )
    if notification.came:
        named: list[kit.Element | str] = []
        for user_id in notification.came[:_NAMED]:
            named += [", " if named else "", kit.person(user_id)]
        left = len(notification.came) - _NAMED
        named += [f" and {count(left, 'more person', 'more people')}"] if left > 0 else []
        lines.append(
            kit.line(f"{channel} has people in it who are not members of the group: ", *named, ".")
        )
    return lines


def _what_stands(notification: ChannelOpened) -> Sequence[str]:
    later = (
        "While this is so, I post nothing there that is for members only. I send it to the "
        "members by direct message."
    )
    if not notification.standing:
        return ["No message of mine that is for members only is there. ", later]
    stand = "message of mine that is", "messages of mine that are"
    return [
        f"They can read {count(notification.standing, *stand)} for members only. "
        "I delete what you choose; what people answered in a thread stays. ",
        later,
    ]


def _post(standing: StandingPost) -> list[kit.Block]:
    post = standing.post
    subject = NamedSubject(reference=standing.reference, title=standing.title)
    what, title = title_of(post, subject)
    words = f"{what} {shortened(title, _TITLE)}".strip()
    refused = reason_words(post.error, standing.reference) if post.error else ""
    said = f" I could not delete it: {refused}. Please delete it in Slack." if refused else ""
    value = f"{post.posted_ts} {post.id}"
    posted = datetime.fromtimestamp(float(post.posted_ts or 0), UTC)  # Slack's ts is its moment
    return [
        kit.rich(kit.line(kit.bold(words), ", posted ", kit.moment(posted, "UTC"), ".", said)),
        kit.actions(kit.button("Delete", f"{DELETE}:{post.id}", value, says=f"Delete {words}")),
    ]


def _delete_all(notification: ChannelOpened) -> kit.Element:
    group, number = notification.group, count(notification.standing, "message", "messages")
    words = f"I delete {number} in the channel of {group.name}."
    return kit.button(
        "Delete all",
        f"{DELETE}:{_ALL}",
        f"{notification.posts[0].post.posted_ts} {_ALL}",
        style="danger",
        confirm=kit.confirm("Delete all?", words, "Delete all"),
    )


_SERIES_SHOWN, _SHIFTS_SHOWN = 10, 30


def greeting_blocks(notification: Greeting) -> list[kit.Block]:
    """Greets a channel: who is here, what can be done, and what comes first. Pings nobody."""
    by = notification.inviter
    thanks = f"Thank you for inviting me, @{set_apart(by.name)}. " if by else ""
    hello = f"Hello! {thanks}I am Convenor: I look after dialogues, action items and good practice."
    return [
        kit.rich(kit.line(hello), kit.line(_state(notification))),
        kit.rich(kit.line("What you can type here:")),
        *overview_blocks(),
    ]


def _state(notification: Greeting) -> str:
    if notification.group is None:
        return (
            "This channel is not a working group yet. Someone of the secretariat turns it into "
            "one with /wg setup."
        )
    return f"This is the channel of {notification.group.name}. {_chairs(notification.chairs)}"


def _chairs(names: Sequence[str]) -> str:
    if not names:
        return "It has no chair now."
    label = "Chair" if len(names) == 1 else "Chairs"
    return f"{label}: {listed([f'@{set_apart(name)}' for name in names])}."


def introduction_blocks(notification: Introduction) -> list[kit.Block]:
    """Goes to the channel of a group that was set up, or set up otherwise. Pings nobody."""
    group = notification.group
    reminders = (
        f"I announce each dialogue here, and remind you {reminder_words(group.reminders)}."
        if group.reminders
        else "I announce each dialogue here. I post no reminders of it in the channel."
    )
    digest = "I post no weekly digest. A chair can post one with /digest post."
    if group.digest_weekday is not None:
        day = spell_weekday(group.digest_weekday)
        digest = (
            f"I post the weekly digest every {day} at {group.digest_time:%H:%M} ({group.zone})."
        )
    mine = "On working mornings I send each of you what is due, by direct message."
    return [
        kit.rich(
            kit.line(kit.bold(f"This is the channel of {group.name}")),
            kit.line(_chairs(notification.chairs)),
            kit.bullets(kit.line(words) for words in (reminders, digest, mine)),
        ),
        kit.small("/wg help lists what you can type here."),
    ]


def chair_notice(notification: ChairNotice) -> list[kit.Block]:
    """Goes to one person, in a direct message."""
    words = with_step(notification.words, notification.step, notification.about)
    return [kit.rich(notice_header(notification.to, notification.group), kit.line(words))]


def place_closed(notification: PlaceClosedNotice) -> list[kit.Block]:
    """Goes to one person: which place Slack refuses, what somebody must do, and what waits."""
    group, chair, why = notification.group, notification.chair, notification.why
    place = f"write to {chair}, who chairs {group.name}"
    if chair is None:
        place = f"post in the channel of {group.name}"
    said = f"Slack does not let me {place} ({why})."
    words = " ".join(filter(None, [said, what_to_do(why, chair), notification.words]))
    return [kit.rich(notice_header(notification.to, group), kit.line(words))]


def secretariat_notice(notification: SecretariatNotice) -> list[kit.Block]:
    """Goes to one person of the secretariat, in a direct message."""
    since = kit.moment(notification.since, "UTC", "{date_short} {time}")
    *first, last = notification.words
    return [
        kit.rich(
            kit.line(kit.bold("For the secretariat: as of "), since),
            *(kit.line(words) for words in (*first, with_step(last, notification.step))),
        )
    ]


def withdrawn_blocks(notification: Withdrawn) -> list[kit.Block]:
    """Replaces a message that may not be there any more."""
    return [kit.small("This message was withdrawn: it is not for everyone who can read it here.")]


def clock_change(notification: ClockChange) -> list[kit.Block]:
    """Goes to the channel, two weeks ahead: what shifts, for which organisation and from when."""
    day = spell_day(notification.on)
    blocks = [
        kit.rich(
            kit.line(kit.bold(f"Clocks change on {day}")),
            kit.line("These dialogues keep their hour where they are planned. Elsewhere it moves:"),
        )
    ]
    blocks += [_shifted(series) for series in notification.series[:_SERIES_SHOWN]]
    left = len(notification.series) - _SERIES_SHOWN
    if left > 0:
        move = "moves" if left == 1 else "move"
        blocks.append(kit.small(f"{count(left, 'more series', 'more series')} {move} too."))
    return blocks


def _shifted(series: SeriesShift) -> kit.Block:
    dialogue = series.dialogue
    shown = [kit.line(_spelled(shift)) for shift in series.shifts[:_SHIFTS_SHOWN]]
    left = len(series.shifts) - _SHIFTS_SHOWN
    if left > 0:
        shown.append(kit.line(f"and {left} more"))
    return kit.rich(
        kit.line(kit.bold(set_apart(dialogue.title)), f" ({dialogue.reference})"),
        kit.line(
            f"{dialogue.wall:%H:%M} in {dialogue.zone}; from ",
            kit.moment(dialogue.starts_at, dialogue.zone, "{date_long_pretty}"),
            " on:",
        ),
        kit.bullets(shown),
    )


def _spelled(shift: ClockShift) -> str:
    which = "earlier" if shift.earlier else "later"
    whose = set_apart(shift.organisation.name)
    return f"{whose}: now {shift.before}, then {shift.after}: {which} by the clock"


RENDERERS: dict[type, Renderer] = {
    Greeting: greeting_blocks,
    Introduction: introduction_blocks,
    ChairNotice: chair_notice,
    PlaceClosedNotice: place_closed,
    ChannelOpened: opened_blocks,
    ClockChange: clock_change,
    SecretariatNotice: secretariat_notice,
    Withdrawn: withdrawn_blocks,
}
