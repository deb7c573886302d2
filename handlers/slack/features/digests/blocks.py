"""A digest as blocks, also as a notification: header, sections, its picture, its buttons."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from bot.domain import Audience, Group
from bot.domain import digest as digests
from bot.domain.digest import Digest, DigestEntry, Section
from bot.domain.group_notifications import DigestNotification, DigestPreview
from bot.domain.limits import NAME, TITLE
from bot.domain.wording import count, set_apart, shortened, spell_day, spell_moment
from bot.domain.zones import to_wall
from bot.languages import N_, Nn_, _, _n, _p
from handlers.slack.features.digests import pictures
from handlers.slack.features.digests.parsing import HOLD, POST_NOW, posting_value
from handlers.slack.kit import Renderer, audience_words
from handlers.slack.kit import blocks as kit

_INSTANT = timedelta(microseconds=1)


def digest_blocks(digest: Digest, group: Group, picture: str | None = None) -> list[kit.Block]:
    """`picture`: the platform's id of it."""
    blocks = [kit.header(digest_title(digest, group))]
    blocks += [*_sections(digest, group)] if not digest.empty else [_quiet()]
    if picture is not None:
        title = pictures.picture_title(group)
        blocks.append(kit.picture(picture, title, pictures.picture_says(digest)))
    if digest.left_out:
        items = count(digest.left_out, "item", "items")
        why = N_("{items} left out, because not everyone who reads this may see everything.")
        blocks.append(kit.note(why, items=items))
    return blocks


def digest_title(digest: Digest, group: Group) -> str:
    """ "Technology: digest G12, 23 to 30 November 2026"."""
    words = N_("{group}: digest, {days}")
    if digest.number is not None:
        words = N_("{group}: digest {reference}, {days}")
    days = spell_days(digest, group)
    return _(words, group=group.name, reference=digest.reference, days=days)


def spell_days(digest: Digest, group: Group) -> str:
    """ "23 to 30 November 2026": the calendar days that it covers, in the group's zone."""
    first = to_wall(digest.since, group.zone).date()
    last = max(first, to_wall(digest.until - _INSTANT, group.zone).date())
    day, month, year = spell_day(first).split()[1:]
    ends = " ".join(spell_day(last).split()[1:])
    if first == last:
        return ends
    if first.year != last.year:
        begins = f"{day} {month} {year}"
    else:
        begins = day if first.month == last.month else f"{day} {month}"
    return _p("days", "{first} to {last}", first=begins, last=ends)


def chair_blocks(needs: digests.NeedsChair) -> list[kit.Block]:
    """What waits for the chair; nothing where nothing does."""
    reviews = Nn_("{number} practice awaits review: ", "{number} practices await review: ")
    unowned = Nn_(
        "{number} open action has no owner yet: ", "{number} open actions have no owner yet: "
    )
    unanswered = Nn_(
        "{number} invitation to a coming dialogue waits for an answer.",
        "{number} invitations to coming dialogues wait for an answer.",
    )
    said = (
        (needs.awaiting_review, reviews, "/practice review"),
        (needs.unowned, unowned, "/action list nobody"),
        (needs.unanswered, unanswered, ""),
    )
    asked = ((_n(*forms, number), command) for number, forms, command in said if number)
    lines = [kit.line(w, kit.text(command, code=True) if command else "") for w, command in asked]
    heading = kit.line(kit.bold(_("What needs the chair (only you see this)")))
    return [kit.rich(heading, kit.bullets(lines))] if lines else []


def _quiet() -> kit.Block:
    return kit.rich(
        kit.say(
            "Quiet days: there is nothing to report here, and no dialogue to announce for the "
            "next two weeks."
        ),
        kit.say("What is logged, shared or scheduled until the next digest will be in it."),
    )


def _sections(digest: Digest, group: Group) -> Iterator[kit.Block]:
    """Empty ones are left out."""

    def records(section: Section, title: str, command: str = "") -> Iterator[kit.Block]:
        listed = digest.listed.get(section, digests.Listed())
        lines = [_entry(entry, group) for entry in listed.entries]
        heading = _(title, number=listed.total)
        yield from _section(heading, lines, listed.total, command=command)

    actions = (Section.LOGGED, Section.DONE, Section.OVERDUE)
    logged, done, overdue = (digest.listed[section].total for section in actions)
    organisations = _(" organisations")
    parts = [_tally(t) for t in digest.tallies if t.logged or t.done or t.overdue]
    came = [
        kit.line(_("{name}: ", name=_name(name)) + count(people, "person", "people"))
        for name, people in digest.took_part
    ]
    ahead = N_("Coming dialogues, in the next two weeks")
    yield from records(Section.COMING, ahead, "/dialogue list")
    yield from records(Section.DECISIONS, N_("Decisions ({number})"), "/decision")
    yield from records(Section.HELD, N_("Dialogues held"))
    yield from _section(_("Who took part"), came, len(came), organisations, note=_unsure(digest))
    title = N_("Actions: {logged} logged, {done} done, {overdue} overdue")
    title = _(title, logged=logged, done=done, overdue=overdue)
    yield from _section(title, parts, len(parts), organisations)
    yield from records(Section.OVERDUE, N_("Overdue actions ({number})"), "/action list overdue")
    yield from records(Section.DONE, N_("Done ({number})"), "/action list done")
    yield from records(Section.LOGGED, N_("Newly logged, and open ({number})"), "/action list open")
    yield from records(Section.PRACTICES, N_("New good practices ({number})"), "/practice")
    yield from records(Section.ADOPTIONS, N_("Practices taken up ({number})"), "/practice")


def _section(
    title: str,
    lines: Sequence[kit.Element],
    total: int,
    noun: str = "",
    command: str = "",
    note: str = "",
) -> Iterator[kit.Block]:
    shown = lines[: digests.LINES]
    left = total - len(shown)
    if total:
        yield kit.rich(
            kit.line(kit.bold(title)),
            kit.bullets(shown),
            *([kit.more(left, noun, command)] if left else []),
            kit.line(note),
        )


def _unsure(digest: Digest) -> str:
    words = N_("Who was at {dialogues} is not confirmed yet: whoever said “Going” is counted.")
    dialogues = count(digest.unconfirmed, "dialogue", "dialogues")
    return _(words, dialogues=dialogues) if digest.unconfirmed else ""


def _entry(entry: DigestEntry, group: Group) -> kit.Element:
    facts = [shortened(entry.about, 2 * NAME)]
    facts += [_("due {day}", day=spell_day(entry.due_on))] if entry.due_on is not None else []
    facts += [audience_words(entry.audience)] if entry.audience is Audience.MEMBERS else []
    starts = kit.moment(entry.starts_at, group.zone) if entry.starts_at is not None else ""
    title = kit.bold(f"{entry.reference} {shortened(entry.title, TITLE)}")
    return kit.line(title, *((" · ", starts) if starts else ()), f" · {' · '.join(facts)}")


def _tally(tally: digests.OrganisationTally) -> kit.Element:
    numbers = (
        (tally.logged, _n("{number} logged", "{number} logged", tally.logged)),
        (tally.done, _n("{number} done", "{number} done", tally.done)),
        (tally.overdue, _n("{number} overdue", "{number} overdue", tally.overdue)),
    )
    said = ", ".join(words for number, words in numbers if number)
    return kit.line(_("{name}: ", name=_name(tally.name)) + said)


def _name(name: str | None) -> str:
    return set_apart(shortened(pictures.body_words(name), NAME))


def digest_notification(notification: DigestNotification) -> list[kit.Block]:
    """The digest for the channel."""
    return digest_blocks(notification.digest, notification.group, notification.picture)


def preview_notification(notification: DigestPreview) -> list[kit.Block]:
    """The preview for a chair, with the buttons that post the digest at once or hold it."""
    group, note = notification.group, ""
    words = _(
        "This digest will be posted in the channel of {group} on {moment}, unless a chair holds "
        "it. What happens until then is added.",
        group=group.name,
        moment=spell_moment(notification.posts_at, group.zone),
    )
    if notification.closed:
        note = N_(
            "I am not in the channel now, or it is archived: I can post this only if somebody "
            "types /invite @Convenor in it before. What is for members is left out here."
        )
    elif not notification.complete:
        note = N_("Slack did not say who reads the channel: what is for members is left out.")
    value = posting_value(
        group.id, notification.occurrence, notification.revision, notification.after
    )
    hold = kit.button(_("Hold this one"), HOLD, value)
    post = kit.button(_("Post now"), POST_NOW, value)
    return [
        kit.rich(kit.line(kit.bold(_("Preview. ")), words)),
        *digest_blocks(notification.digest, group, notification.picture),
        *chair_blocks(notification.digest.needs),
        *([kit.note(note)] if note else []),
        kit.actions(hold, post),
    ]


def _picture(notification: DigestNotification | DigestPreview) -> kit.Picture | None:
    """Not where it is there already, from an earlier try."""
    is_there = notification.picture is not None
    return None if is_there else pictures.digest_picture(notification.digest, notification.group)


RENDERERS: dict[type, Renderer] = {
    DigestNotification: digest_notification,
    DigestPreview: preview_notification,
}
PICTURES: dict[type, Callable[[Any], kit.Picture | None]] = {
    DigestNotification: _picture,
    DigestPreview: _picture,
}
