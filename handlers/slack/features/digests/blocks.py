"""A digest as blocks: words only, no pings, inside Slack's limits however busy the week was."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.audience import Audience
from bot.domain.countries import country_name
from bot.domain.dialogue import Dialogue
from bot.domain.digest import Digest, OrganisationTally
from bot.domain.group import Group
from bot.domain.limits import NAME, TITLE
from bot.domain.practice import Practice
from bot.domain.wording import count, shortened, spell_day, spell_minutes
from handlers.slack.features.digests.fitting import Section, fitted
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, person_words


def digest_blocks(digest: Digest) -> list[kit.Block]:
    """Header, the sections that have something to say, and what is left out."""
    blocks = [kit.header(f"{digest.group.name}: week of {spell_week(digest)}")]
    blocks += fitted(_sections(digest)) if not digest.empty else [_quiet()]
    if digest.left_out:
        blocks.append(
            kit.small(
                f"{count(digest.left_out, 'item')} left out, because not everyone who reads this "
                "may see everything."
            )
        )
    return blocks


def spell_week(digest: Digest) -> str:
    """ "23 to 29 November 2026": the calendar days looked back on, in the group's zone.

    The day of the digest itself counts only when it is all that there is.
    """
    zone = ZoneInfo(digest.group.zone)
    first = digest.since.astimezone(zone).date()
    last = max(first, digest.until.astimezone(zone).date() - timedelta(days=1))
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{_day(first).rsplit(' ', 1)[0]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return spell_day(day).split(" ", 1)[1]


def _quiet() -> kit.Block:
    return kit.rich(
        kit.line(
            "A quiet week: there is nothing to report here, and no dialogue to announce for the "
            "next two weeks."
        ),
        kit.line("What is logged, shared or scheduled until the next digest will stand in it."),
    )


def _sections(digest: Digest) -> list[Section]:
    logged, done, overdue = len(digest.logged), len(digest.done), len(digest.overdue)
    return [
        Section(
            title="Coming dialogues, in the next two weeks",
            lines=[_dialogue(dialogue, digest.group) for dialogue in digest.coming],
            more=_more("/dialogue list"),
        ),
        Section(
            title="Dialogues held",
            lines=[_dialogue(dialogue, digest.group) for dialogue in digest.held],
            more=_more(),
        ),
        Section(
            title="Who took part",
            lines=[
                kit.line(f"{shortened(name, NAME)}: {count(people, 'person', 'people')}")
                for name, people in digest.took_part
            ],
            more=_more(noun=" organisations"),
        ),
        Section(
            title=f"Actions: {logged} logged, {done} done, {overdue} overdue",
            lines=[_tally(tally) for tally in digest.tallies],
            more=_more(noun=" organisations"),
        ),
        Section(
            title=f"Overdue actions ({overdue})",
            lines=[_action(action, digest) for action in digest.overdue],
            more=_more("/action list overdue"),
        ),
        Section(
            title=f"Done ({done})",
            lines=[_action(action, digest) for action in digest.done],
            more=_more("/action list done"),
        ),
        Section(
            title=f"Newly logged ({logged})",
            lines=[_action(action, digest) for action in digest.logged],
            more=_more("/action list all"),
        ),
        Section(
            title=f"New good practices ({len(digest.practices)})",
            lines=[_practice(practice, digest) for practice in digest.practices],
            more=_more("/practice"),
        ),
    ]


def _more(command: str = "", *, noun: str = "") -> Callable[[int], kit.Element]:
    """ "and 287 more: /action list all"."""

    def words(number: int) -> kit.Element:
        said = f"and {number} more{noun}"
        return kit.line(f"{said}: ", kit.text(command, code=True)) if command else kit.line(said)

    return words


def _dialogue(dialogue: Dialogue, group: Group) -> kit.Element:
    return kit.line(
        kit.bold(f"{dialogue.reference} {shortened(dialogue.title, TITLE)}"),
        " · ",
        kit.moment(dialogue.starts_at, group.zone),
        f" · {spell_minutes(dialogue.minutes)}",
        _narrow(dialogue.audience),
    )


def _tally(tally: OrganisationTally) -> kit.Element:
    numbers = ((tally.logged, "logged"), (tally.done, "done"), (tally.overdue, "overdue"))
    said = ", ".join(f"{number} {what}" for number, what in numbers if number)
    return kit.line(f"{shortened(tally.name or 'Nobody yet', NAME)}: {said}")


def _action(action: ActionItem, digest: Digest) -> kit.Element:
    due = ""
    if action.status is ActionStatus.OPEN and action.due_on is not None:
        due = f" · due {spell_day(action.due_on)}"
    return kit.line(
        kit.bold(f"{action.reference} {shortened(action.title, TITLE)}"),
        f" · {_owner(action, digest)}{due}",
        _narrow(action.audience),
    )


def _owner(action: ActionItem, digest: Digest) -> str:
    officer, organisation = action.owner_user_id, ""
    if action.owner_organisation_id is not None:
        organisation = shortened(digest.organisations.get(action.owner_organisation_id, ""), NAME)
    if officer is None:
        return organisation or "nobody yet"
    name = shortened(person_words(officer, digest.names), NAME)
    return f"{name}, {organisation}" if organisation else name


def _practice(practice: Practice, digest: Digest) -> kit.Element:
    organisation = digest.organisations.get(practice.organisation_id or 0, "")
    source = [shortened(organisation, NAME), country_name(practice.country)]
    return kit.line(
        kit.bold(f"{practice.reference} {shortened(practice.title, TITLE)}"),
        f" · {', '.join(part for part in source if part)}",
        _narrow(practice.audience),
    )


def _narrow(audience: Audience) -> str:
    return f" · {audience_words(audience)}" if audience is Audience.MEMBERS else ""
