"""The inputs of a practice card, empty or filled in."""

from collections.abc import Sequence
from datetime import date

from bot.domain import limits
from bot.domain.audience import Audience
from bot.domain.group import Group
from bot.domain.practice import Evidence, Practice, Public
from bot.domain.roles import Reader
from bot.use_cases.practices.card import MOST_COUNTRIES, MOST_TOPICS, TOPIC
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_options
from handlers.slack.kit.menus import menu_of_several, picker

_TOPICS_TYPED = MOST_TOPICS * (TOPIC + 2) * 2
"""Room for a list that is too long, so that the words about it come from us."""

_EVIDENCE = {
    Evidence.IDEA: "Not tried yet",
    Evidence.PILOT: "Tried, on a small scale",
    Evidence.EVALUATED: "Tried, and its effect was measured",
}


def card_fields(
    groups: Sequence[Group],
    reader: Reader,
    *,
    before: Practice | None = None,
    title: str = "",
    countries: Sequence[str] = (),
    review_by: date,
) -> list[kit.Block]:
    """The card's inputs; each block's id is the name of the field."""
    return [
        kit.field(
            "title",
            "Title",
            kit.text_input(initial=before.title if before else title, limit=limits.TITLE),
        ),
        kit.field(
            "summary",
            "Summary",
            kit.text_input(
                initial=before.summary if before else None, limit=limits.SUMMARY, lines=True
            ),
            hint=f"In up to {limits.SUMMARY} characters.",
        ),
        kit.field(
            "what_was_done",
            "What was done",
            kit.text_input(
                initial=before.what_was_done if before else None, limit=limits.NOTE, lines=True
            ),
        ),
        kit.field(
            "publics",
            "Who it is for",
            kit.choices(
                [kit.option(public.value.capitalize(), public.value) for public in Public],
                initial=before.publics if before else (),
            ),
            optional=True,
        ),
        kit.field(
            "topics",
            "Topics",
            kit.text_input(
                initial=", ".join(before.topics) if before else None,
                limit=_TOPICS_TYPED,
                example="sextortion, schools",
            ),
            hint=f"Up to {MOST_TOPICS}, with commas between them.",
            optional=True,
        ),
        kit.field(
            "countries",
            "Countries",
            menu_of_several("countries", before.countries if before else countries, MOST_COUNTRIES),
        ),
        kit.field(
            "language",
            "Language",
            picker("language", before.language if before else "en"),
            hint="The language of the material.",
        ),
        kit.field(
            "evidence",
            "Evidence",
            kit.choice(
                [
                    kit.option(e.value.capitalize(), e.value, words)
                    for e, words in _EVIDENCE.items()
                ],
                initial=before.evidence if before else None,
            ),
        ),
        kit.field(
            "link",
            "Link",
            kit.text_input(initial=before.link if before else None, limit=limits.LINK),
            optional=True,
        ),
        kit.field(
            "contact",
            "Contact",
            kit.text_input(initial=before.contact if before else None, limit=limits.NAME),
            hint="A name, office or address that readers may write to.",
            optional=True,
        ),
        kit.field("audience", "Share with", _audience(groups, reader, before)),
        kit.field(
            "review_by",
            "Review it again by",
            {"type": "datepicker", "initial_date": review_by.isoformat()},
        ),
    ]


def _audience(groups: Sequence[Group], reader: Reader, before: Practice | None) -> kit.Element:
    """Only audiences that include the person who shares."""
    options = [
        option
        for option in audience_options()
        if any(reader.sees(group.id, Audience(option["value"])) for group in groups)
    ]
    usual = before.audience if before else groups[0].default_audience
    offered = [option["value"] for option in options]
    return kit.choice(options, initial=usual if usual in offered else offered[0])
