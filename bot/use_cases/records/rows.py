"""Every practice and action that one person may see, as rows of plain values."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.domain import Practice
from bot.domain.action_item import is_overdue
from bot.domain.countries_and_languages import country_name
from bot.domain.practice import NO_USE
from bot.languages import ENGLISH, speaking
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.actions.show import names_for
from bot.use_cases.context import Context

Row = Mapping[str, str | int | list[str] | None]


def iso(moment: date | None) -> str | None:
    """ISO 8601 of a day or a moment; None where there is none."""
    return moment.isoformat() if moment else None


_AT_ONCE = 500
"""Cards about which one question is asked."""


def export_practices(context: Context) -> Iterator[Row]:
    """By number. Times are ISO 8601 in UTC; what was not given is None."""
    return practice_rows(context.work.practices.visible_to(context.reader), context)


def practice_rows(cards: Sequence[Practice], context: Context) -> Iterator[Row]:
    """Of cards that the reader sees."""
    work = context.work
    organisations = work.organisations.names()
    groups = {group.id: group.name for group in work.groups.all()}
    for first in range(0, len(cards), _AT_ONCE):
        some = cards[first : first + _AT_ONCE]
        usage = work.adoptions.usage_of(context.reader, some)
        people = work.people.by_ids({card.author for card in some})
        for card in some:
            use = usage.get(card.number, NO_USE)
            author = people.get(card.author)
            yield {
                **_written(card),
                "organisation": organisations.get(card.organisation_id or 0),
                "author": author.name if author else None,
                "group": groups.get(card.group_id),
                "used_by_organisations": use.organisations,
                "used_in_countries": use.countries,
            }


@speaking(ENGLISH)
def _written(card: Practice) -> Row:
    return {
        "reference": card.reference,
        "title": card.title,
        "summary": card.summary,
        "what_was_done": card.what_was_done,
        "for": [public.value for public in card.publics],
        "topics": list(card.topics),
        "countries": [country_name(code) for code in card.countries],
        "language": card.language,
        "evidence": card.evidence.value,
        "link": card.link,
        "contact": card.contact,
        "shared_with": card.audience.value,
        "review_by": card.review_by.isoformat(),
        "status": card.status.value,
        "decided_at": iso(card.settled_at),
    }


_MOST_ACTIONS = 10_000_000


def export_actions(context: Context) -> Iterator[Row]:
    """The newest first. Times are ISO 8601 in UTC, due days those of the owner's zone; None where
    there is nothing."""
    work = context.work
    groups = {group.id: group.name for group in work.groups.all()}
    ids = tuple(groups)
    view = ActionView.ALL
    every = ActionQuery(group_ids=ids, view=view, now=context.now, limit=_MOST_ACTIONS)
    actions = work.actions.first(context.reader, every)
    names = names_for(actions, work=work)
    for action in actions:
        yield {
            "reference": action.reference,
            "title": action.title,
            "group": groups.get(action.group_id),
            "owner": names.people.get(action.owner_user_id or ""),
            "organisation": names.organisations.get(action.owner_organisation_id or 0),
            "due": iso(action.due_on),
            "zone": action.zone,
            "status": "overdue" if is_overdue(action, context.now) else action.status.value,
            "shared_with": action.audience.value,
            "logged_by": names.people.get(action.created_by),
            "logged_at": action.created_at.isoformat(),
            "settled_by": names.people.get(action.settled_by or ""),
            "settled_at": iso(action.settled_at),
            "note": action.note,
        }
