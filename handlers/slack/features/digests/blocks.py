"""A digest as blocks: header, the sections that have something to say, and its picture."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.digest import (
    LINES,
    Digest,
    DigestEntry,
    Listed,
    NeedsChair,
    OrganisationTally,
    Section,
)
from bot.domain.group import Group
from bot.domain.limits import NAME, TITLE
from bot.domain.wording import count, set_apart, shortened, spell_day
from bot.domain.zones import to_wall
from handlers.slack.features.digests.pictures import picture_says, picture_title
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words

_INSTANT = timedelta(microseconds=1)


def digest_blocks(digest: Digest, group: Group, picture: str | None = None) -> list[kit.Block]:
    """`picture`: the platform's id of it."""
    blocks = [kit.header(digest_title(digest, group))]
    blocks += [*_sections(digest, group)] if not digest.empty else [_quiet()]
    if picture is not None:
        blocks.append(kit.picture(picture, picture_title(group), picture_says(digest)))
    if digest.left_out:
        blocks.append(
            kit.small(
                f"{count(digest.left_out, 'item', 'items')} left out, because not everyone who "
                "reads this may see everything."
            )
        )
    return blocks


def digest_title(digest: Digest, group: Group) -> str:
    """ "Technology: digest G12, 23 to 30 November 2026"."""
    return f"{group.name}: digest {digest.reference}".rstrip() + f", {spell_days(digest, group)}"


def spell_days(digest: Digest, group: Group) -> str:
    """ "23 to 30 November 2026": the calendar days that it covers, in the group's zone."""
    first = to_wall(digest.since, group.zone).date()
    last = max(first, to_wall(digest.until - _INSTANT, group.zone).date())
    day, month, year = spell_day(first).split()[1:]
    if first == last:
        begins: tuple[str, ...] = ()
    elif (first.year, first.month) == (last.year, last.month):
        begins = (day, "to")
    else:
        begins = (day, month, *([year] if first.year != last.year else []), "to")
    return " ".join((*begins, *spell_day(last).split()[1:]))


def chair_blocks(needs: NeedsChair) -> list[kit.Block]:
    """What waits for the chair; nothing where nothing does."""
    lines = []
    if needs.awaiting_review:
        awaits = "awaits" if needs.awaiting_review == 1 else "await"
        said = f"{count(needs.awaiting_review, 'practice', 'practices')} {awaits} review: "
        lines.append(kit.line(said, kit.text("/practice review", code=True)))
    if needs.unowned:
        has = "has" if needs.unowned == 1 else "have"
        said = f"{count(needs.unowned, 'open action', 'open actions')} {has} no owner yet: "
        lines.append(kit.line(said, kit.text("/action list open", code=True)))
    if needs.unanswered:
        invitations = "invitations to coming dialogues"
        said = count(needs.unanswered, "invitation to a coming dialogue", invitations)
        waits = "waits" if needs.unanswered == 1 else "wait"
        lines.append(kit.line(f"{said} {waits} for an answer."))
    if not lines:
        return []
    heading = kit.line(kit.bold("What needs the chair (only you see this)"))
    return [kit.rich(heading, kit.bullets(lines))]


def _quiet() -> kit.Block:
    return kit.rich(
        kit.line(
            "Quiet days: there is nothing to report here, and no dialogue to announce for the "
            "next two weeks."
        ),
        kit.line("What is logged, shared or scheduled until the next digest will be in it."),
    )


def _sections(digest: Digest, group: Group) -> Iterator[kit.Block]:
    """Empty ones are left out."""

    def records(section: Section, title: str, command: str = "") -> Iterator[kit.Block]:
        listed = digest.listed.get(section, Listed())
        lines = [_entry(entry, group) for entry in listed.entries]
        yield from _section(title.format(listed.total), lines, listed.total, command=command)

    actions = (Section.LOGGED, Section.DONE, Section.OVERDUE)
    logged, done, overdue = (digest.listed[section].total for section in actions)
    parts = [_tally(t) for t in digest.tallies if t.logged or t.done or t.overdue]
    came = [
        kit.line(f"{_name(name)}: {count(people, 'person', 'people')}")
        for name, people in digest.took_part
    ]
    yield from records(Section.COMING, "Coming dialogues, in the next two weeks", "/dialogue list")
    yield from records(Section.DECISIONS, "Decisions ({})", "/decision")
    yield from records(Section.HELD, "Dialogues held")
    yield from _section("Who took part", came, len(came), " organisations", note=_unsure(digest))
    title = f"Actions: {logged} logged, {done} done, {overdue} overdue"
    yield from _section(title, parts, len(parts), " organisations")
    yield from records(Section.OVERDUE, "Overdue actions ({})", "/action list overdue")
    yield from records(Section.DONE, "Done ({})", "/action list done")
    yield from records(Section.LOGGED, "Newly logged, and open ({})", "/action list open")
    yield from records(Section.PRACTICES, "New good practices ({})", "/practice")
    yield from records(Section.ADOPTIONS, "Practices taken up ({})", "/practice")


def _section(
    title: str,
    lines: Sequence[kit.Element],
    total: int,
    noun: str = "",
    command: str = "",
    note: str = "",
) -> Iterator[kit.Block]:
    shown = lines[:LINES]
    left = total - len(shown)
    if total:
        yield kit.rich(
            kit.line(kit.bold(title)),
            kit.bullets(shown),
            *([kit.more(left, noun, command)] if left else []),
            kit.line(note),
        )


def _unsure(digest: Digest) -> str:
    if not digest.unconfirmed:
        return ""
    which = count(digest.unconfirmed, "dialogue", "dialogues")
    return f"Who was at {which} is not confirmed yet: whoever said “Going” is counted."


def _entry(entry: DigestEntry, group: Group) -> kit.Element:
    narrow = f" · {audience_words(entry.audience)}" if entry.audience is Audience.MEMBERS else ""
    due = f" · due {spell_day(entry.due_on)}" if entry.due_on is not None else ""
    starts = kit.moment(entry.starts_at, group.zone) if entry.starts_at is not None else ""
    return kit.line(
        kit.bold(f"{entry.reference} {shortened(entry.title, TITLE)}"),
        *((" · ", starts) if starts else ()),
        f" · {shortened(entry.about, 2 * NAME)}{due}{narrow}",
    )


def _tally(tally: OrganisationTally) -> kit.Element:
    numbers = ((tally.logged, "logged"), (tally.done, "done"), (tally.overdue, "overdue"))
    said = ", ".join(f"{number} {what}" for number, what in numbers if number)
    return kit.line(f"{_name(tally.name or 'Nobody yet')}: {said}")


def _name(name: str) -> str:
    return set_apart(shortened(name, NAME))
