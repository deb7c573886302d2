"""One dialogue in full: a private answer."""

from collections.abc import Sequence

from bot.domain.dialogue import Answer, Rsvp
from bot.domain.wording import set_apart
from bot.use_cases.dialogues.rules.checks import cancelled_words
from bot.use_cases.dialogues.show import DialogueInFull
from handlers.slack.features.dialogues import facts, series_facts
from handlers.slack.features.dialogues.times import place_words
from handlers.slack.kit import blocks as kit

_NAMES_SHOWN = 40
"""Of each answer: a private message has no pages, and forty long names fill one."""


def in_full(known: DialogueInFull, reader_user_id: str) -> list[kit.Block]:
    """Everything a reader may know of one dialogue, with the buttons that are theirs."""
    dialogue = known.dialogue
    author = known.people.get(dialogue.created_by)
    blocks = [
        kit.rich(
            facts.title_line(dialogue, "Cancelled: " if dialogue.cancelled else ""),
            kit.line(cancelled_words(dialogue)) if dialogue.cancelled else kit.line(),
            facts.time_line(dialogue),
            facts.spelled_line(dialogue),
            facts.chairs_line(_chairs(known)),
            facts.link_line(dialogue),
            facts.audience_line(dialogue),
            kit.line(f"Scheduled by {author.name if author else dialogue.created_by}"),
        ),
        *_series(known),
        *_places(known),
        *_answers(known),
    ]
    if known.may_answer:
        buttons = facts.answer_buttons(dialogue, own=known.own, place="show")
        blocks.append(kit.actions(*buttons, facts.calendar_button(dialogue)))
        blocks += _instead(known, reader_user_id)
    if known.may_change:
        blocks.append(kit.actions(*facts.change_buttons(dialogue)))
    elif known.may_cancel_afterwards:
        blocks.append(kit.actions(facts.afterwards_button(dialogue)))
    return [*blocks, kit.small(f"{dialogue.reference} · {known.group.name}")]


def _series(known: DialogueInFull) -> list[kit.Block]:
    """Of which series it is one date, and what comes next of it."""
    if known.series is None:
        return []
    following = known.coming_dates
    return [
        kit.rich(
            series_facts.rule_line(known.series, "↻ One of a series, "),
            kit.line(series_facts.length_words(known.series)),
            *([kit.line(kit.bold("Next")), series_facts.dates(following)] if following else []),
        )
    ]


def _instead(known: DialogueInFull, reader_user_id: str) -> list[kit.Block]:
    """Whom one who can't come sends instead."""
    mine = next((r for r in known.rsvps if r.user_id == reader_user_id), None)
    if mine is None or mine.answer is not Answer.CANNOT:
        return []
    named = mine.delegate_user_id
    nobody = [facts.nobody_button(known.dialogue)] if named else []
    return [kit.actions(facts.delegate_select(known.dialogue, named), *nobody)]


def _places(known: DialogueInFull) -> list[kit.Block]:
    places = place_words(known.dialogue, known.starts)
    if not places:
        return []
    return [
        kit.rich(
            kit.line(kit.bold("Where people are")),
            kit.bullets(kit.line(place) for place in places),
        )
    ]


def _answers(known: DialogueInFull) -> list[kit.Block]:
    """Names by organisation under each answer; nobody is mentioned."""
    if not known.rsvps:
        return [kit.rich(kit.line("Nobody has answered yet."))]
    parts = [facts.members_line(known.members_coming, known.members_invited)]
    for answer, words in facts.ANSWER_WORDS.items():
        said = [rsvp for rsvp in known.rsvps if rsvp.answer is answer]
        if said:
            parts.append(kit.line(kit.bold(f"{words}: {len(said)}")))
            parts.append(kit.bullets(_by_organisation(said, known)))
    return [kit.rich(*parts)]


def _by_organisation(rsvps: Sequence[Rsvp], known: DialogueInFull) -> list[kit.Element]:
    found: dict[str, list[str]] = {}
    for rsvp in rsvps[:_NAMES_SHOWN]:
        name = known.organisations.get(rsvp.organisation_id or 0, "No organisation yet")
        delegate = f" ({_name(rsvp.delegate_user_id, known)} comes instead)"
        instead = delegate if rsvp.delegate_user_id else ""
        found.setdefault(name, []).append(f"{_name(rsvp.user_id, known)}{instead}")
    lines = [
        kit.line(f"{set_apart(organisation)}: ", ", ".join(sorted(names, key=str.casefold)))
        for organisation, names in sorted(found.items(), key=lambda item: item[0].casefold())
    ]
    left = len(rsvps) - _NAMES_SHOWN
    return [*lines, kit.line(f"and {left} more")] if left > 0 else lines


def _chairs(known: DialogueInFull) -> list[str]:
    return [known.people[one].name if one in known.people else one for one in known.chairs]


def _name(user_id: str | None, known: DialogueInFull) -> str:
    person = known.people.get(user_id or "")
    return set_apart(person.name) if person else user_id or ""
