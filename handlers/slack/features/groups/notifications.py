"""Notifications about a group and its channel, as blocks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain import group_notifications as notices
from bot.domain.group_notifications import Addressee, ChannelOpened, ClockChange
from bot.domain.notifications import Withdrawn
from bot.domain.recurrence_shift import ClockShift
from bot.domain.wording import at_name, listed, set_apart, shortened, spell_day, weekly_facts
from bot.languages import N_, _, _n
from bot.use_cases.subjects import NamedSubject
from handlers.slack.features.groups.blocks import NO_GROUP_HERE, reminder_words
from handlers.slack.features.groups.closed_places import place_closed
from handlers.slack.features.why.words import reason_words, title_of
from handlers.slack.kit import Renderer, notice_header
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import with_step
from handlers.slack.request.help import overview_blocks

DELETE = "channel_delete"
_ALL = "all"
_NAMED, _TITLE = 20, 100
_SERIES_SHOWN, _SHIFTS_SHOWN = 10, 30


def opened_blocks(notification: ChannelOpened) -> list[kit.Block]:
    """To a chair or the secretariat, in a direct message: mentions notify nobody there."""
    to = Addressee.SECRETARIAT if notification.to_secretariat else Addressee.CHAIR
    header = notice_header(to, notification.group)
    stands = kit.line(*_what_stands(notification))
    blocks = [kit.rich(header, *_what_happened(notification), stands)]
    blocks += [block for standing in notification.posts for block in _post(standing)]
    left = notification.standing - len(notification.posts)
    if left > 0:
        more = _n(
            "And {number} older one, which Delete all takes too.",
            "And {number} older ones, which Delete all takes too.",
            left,
        )
        blocks.append(kit.small(more))
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
    group = notification.group.name
    lines = []
    if notification.public:
        said = N_("The channel of {group} is public now: everyone in the workspace can read it.")
        lines.append(kit.say(said, group=group))
    if notification.shared:
        said = N_(
            "The channel of {group} is shared with another workspace now: its people can read it."
        )
        lines.append(kit.say(said, group=group))
    if notification.came:
        named = kit.joined([(kit.person(came),) for came in notification.came[:_NAMED]], ", ")
        left = len(notification.came) - _NAMED
        if left > 0:
            named.append(_n(" and {number} more person", " and {number} more people", left))
        said = N_("The channel of {group} has people in it who are not members of the group: ")
        lines.append(kit.line(_(said, group=group), *named, "."))
    return lines


def _what_stands(notification: ChannelOpened) -> Sequence[str]:
    later = _(
        "While this is so, I post nothing there that is for members only. I send it to the "
        "members by direct message."
    )
    if not notification.standing:
        return [_("No message of mine that is for members only is there. "), later]
    standing = _n(
        "They can read {number} message of mine that is for members only. I delete what you "
        "choose; what people answered in a thread stays. ",
        "They can read {number} messages of mine that are for members only. I delete what you "
        "choose; what people answered in a thread stays. ",
        notification.standing,
    )
    return [standing, later]


def _post(standing: notices.StandingPost) -> list[kit.Block]:
    post = standing.post
    what, title = title_of(post, NamedSubject(reference=standing.reference, title=standing.title))
    words = f"{what} {shortened(title, _TITLE)}".strip()
    said = ""
    if post.error:
        why = reason_words(post.error, standing.reference)
        said = _(" I could not delete it: {reason}. Please delete it in Slack.", reason=why)
    value = f"{post.posted_ts} {post.id}"
    posted = datetime.fromtimestamp(float(post.posted_ts or 0), UTC)  # Slack's ts is its moment
    says = _("Delete {message}", message=words)
    delete = kit.button(_("Delete"), f"{DELETE}:{post.id}", value, says=says)
    line = kit.line(kit.bold(words), _(", posted "), kit.moment(posted, "UTC"), ".", said)
    return [kit.rich(line), kit.actions(delete)]


def _delete_all(notification: ChannelOpened) -> kit.Element:
    words = _n(
        "I delete {number} message in the channel of {group}.",
        "I delete {number} messages in the channel of {group}.",
        notification.standing,
        group=notification.group.name,
    )
    value = f"{notification.posts[0].post.posted_ts} {_ALL}"
    asked = kit.confirm(_("Delete all?"), words, _("Delete all"))
    return kit.button(_("Delete all"), f"{DELETE}:{_ALL}", value, style="danger", confirm=asked)


def greeting_blocks(notification: notices.Greeting) -> list[kit.Block]:
    """Greets a channel: who is here, what can be done, and what comes first. Pings nobody."""
    about = _("I am Convenor: I look after dialogues, action items and good practice.")
    hello = _("Hello!")
    if notification.inviter:
        name = at_name(notification.inviter.name)
        hello = _("Hello! Thank you for inviting me, {person}.", person=name)
    return [
        kit.rich(kit.line(f"{hello} {about}"), kit.line(_state(notification))),
        kit.rich(kit.say("What you can type here:")),
        *overview_blocks(),
    ]


def _state(notification: notices.Greeting) -> str:
    if notification.group is None:
        return _(NO_GROUP_HERE)
    here = _("This is the channel of {group}.", group=notification.group.name)
    return f"{here} {_chairs(notification.chairs)}"


def _chairs(names: Sequence[str]) -> str:
    if not names:
        return _("It has no chair now.")
    chairs = listed([at_name(name) for name in names])
    return _n("Chair: {names}.", "Chairs: {names}.", len(names), names=chairs)


def introduction_blocks(notification: notices.Introduction) -> list[kit.Block]:
    """Goes to the channel of a group that was set up, or set up otherwise. Pings nobody."""
    group = notification.group
    reminders = _("I announce each dialogue here. I post no reminders of it in the channel.")
    if group.reminders:
        before = reminder_words(group.reminders)
        reminders = _(
            "I announce each dialogue here, and remind you {reminders}.", reminders=before
        )
    digest = _("I post no weekly digest. A chair can post one with /digest post.")
    if group.digest_weekday is not None:
        facts = weekly_facts(group.digest_weekday, group.digest_time, group.zone)
        digest = _("I post the weekly digest every {weekday} at {time} ({zone}).", **facts)
    mine = _("On working mornings I send each of you what is due, by direct message.")
    here = kit.bold(_("This is the channel of {group}", group=group.name))
    return [
        kit.rich(
            kit.line(here),
            kit.line(_chairs(notification.chairs)),
            kit.bullets(kit.line(words) for words in (reminders, digest, mine)),
        ),
        kit.note("/wg help lists what you can type here."),
    ]


def chair_notice(notification: notices.ChairNotice) -> list[kit.Block]:
    """Goes to one person, in a direct message."""
    words = with_step(notification.words, notification.step, notification.about)
    return [kit.rich(notice_header(notification.to, notification.group), kit.line(words))]


def secretariat_notice(notification: notices.SecretariatNotice) -> list[kit.Block]:
    """Goes to one person of the secretariat, in a direct message."""
    since = kit.moment(notification.since, "UTC", "{date_short} {time}")
    *first, last = notification.words
    header = kit.line(kit.bold(_("For the secretariat: as of ")), since)
    told = [*first, with_step(last, notification.step)]
    return [kit.rich(header, *(kit.line(words) for words in told))]


def withdrawn_blocks(notification: Withdrawn) -> list[kit.Block]:
    """Replaces a message that may not be there any more."""
    return [kit.note("This message was withdrawn: it is not for everyone who can read it here.")]


def clock_change(notification: ClockChange) -> list[kit.Block]:
    """Goes to the channel, two weeks ahead: what shifts, for which organisation and from when."""
    day = spell_day(notification.on)
    header = kit.line(kit.bold(_("Clocks change on {day}", day=day)))
    keep = kit.say("These dialogues keep their hour where they are planned. Elsewhere it moves:")
    blocks = [kit.rich(header, keep)]
    blocks += [_shifted(series) for series in notification.series[:_SERIES_SHOWN]]
    left = len(notification.series) - _SERIES_SHOWN
    if left > 0:
        more = _n("{number} more series moves too.", "{number} more series move too.", left)
        blocks.append(kit.small(more))
    return blocks


def _shifted(series: notices.SeriesShift) -> kit.Block:
    dialogue = series.dialogue
    at = f"{dialogue.wall:%H:%M}"
    spelled = [kit.line(_spelled(shift)) for shift in series.shifts]
    shown = kit.first_lines(spelled, _SHIFTS_SHOWN, "and {number} more", "and {number} more")
    return kit.rich(
        kit.line(kit.bold(set_apart(dialogue.title)), f" ({dialogue.reference})"),
        kit.line(
            _("{time} in {zone}; from ", time=at, zone=dialogue.zone),
            kit.moment(dialogue.starts_at, dialogue.zone, "{date_long_pretty}"),
            _(" on:"),
        ),
        kit.bullets(shown),
    )


def _spelled(shift: ClockShift) -> str:
    text = N_("{organisation}: now {before}, then {after}: later by the clock")
    if shift.earlier:
        text = N_("{organisation}: now {before}, then {after}: earlier by the clock")
    whose = set_apart(shift.organisation.name)
    return _(text, organisation=whose, before=shift.before, after=shift.after)


RENDERERS: dict[type, Renderer] = {
    notices.Greeting: greeting_blocks,
    notices.Introduction: introduction_blocks,
    notices.ChairNotice: chair_notice,
    notices.PlaceClosedNotice: place_closed,
    ChannelOpened: opened_blocks,
    ClockChange: clock_change,
    notices.SecretariatNotice: secretariat_notice,
    Withdrawn: withdrawn_blocks,
}
