"""The form of a practice card, empty or filled in, and what its menu of topics offers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain import limits
from bot.domain.audience import Audience
from bot.domain.group import Group
from bot.domain.practice import Evidence, Practice, PracticeStatus, Public, TopicList
from bot.domain.roles import Reader
from bot.domain.search_words import words_in_text
from bot.use_cases.practices.card import MOST_COUNTRIES, MOST_TOPICS, TOPIC, CardWords
from handlers.slack.features.practices.blocks import EDIT, SHARE, quote_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_options
from handlers.slack.kit.menus import MOST, menu_of_several, option_of, picker

SHARE_TITLE, EDIT_TITLE = "Share a good practice", "Edit a practice"

_EVIDENCE = {
    Evidence.IDEA: "Not tried yet",
    Evidence.PILOT: "Tried, on a small scale",
    Evidence.EVALUATED: "Tried, and its effect was measured",
}


def share_modal(
    groups: Sequence[Group], kept: TopicList, filled: CardWords, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A new card; with several groups the form asks which, with one it is settled."""
    blocks = []
    if len(groups) > 1:
        options = [kit.option(g.name, str(g.id)) for g in groups[:100]]
        blocks.append(kit.field("group", "Working group", kit.choice(options)))
    else:
        blocks.append(_reviewed_by(groups[0]))
    blocks += _card_fields(groups, kept, filled, reader, review_by)
    metadata = {"group": groups[0].id} if len(groups) == 1 else {}
    return kit.modal(
        SHARE, SHARE_TITLE, blocks, submit="Send for review", close="Cancel", metadata=metadata
    )


def edit_modal(
    practice: Practice, group: Group, kept: TopicList, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A returned card under what the chair said of it, one that waits, or a published one."""
    published = practice.status is PracticeStatus.PUBLISHED
    words = "Everyone who may see it sees the change at once, in what was posted too."
    blocks = [kit.small(words) if published else _reviewed_by(group)]
    if practice.comment and not published:
        asked = kit.line(kit.bold("It was returned with this comment:"))
        blocks = [kit.rich(asked, quote_words(practice.comment))]
    blocks += _card_fields([group], kept, practice, reader, review_by)
    return kit.modal(
        EDIT,
        EDIT_TITLE,
        blocks,
        submit="Send for review" if practice.status is PracticeStatus.RETURNED else "Save",
        close="Cancel",
        metadata={"number": practice.number, "was": practice.status},
    )


def _reviewed_by(group: Group) -> kit.Block:
    return kit.small(f"A chair of {group.name} reviews the card before anyone else sees it.")


def _card_fields(
    groups: Sequence[Group],
    kept: TopicList,
    filled: CardWords | Practice,
    reader: Reader,
    review_by: date,
) -> list[kit.Block]:
    """The card's inputs; each block's id is the name of the field."""
    free = "Type to find one or to add your own." if kept.free else "They come from a list."
    evidence = filled.evidence if isinstance(filled, Practice) else None
    return [
        kit.field("title", "Title", kit.text_input(initial=filled.title, limit=limits.TITLE)),
        kit.field(
            "summary",
            "Summary",
            kit.text_input(initial=filled.summary, limit=limits.SUMMARY, lines=True),
            hint=f"In up to {limits.SUMMARY} characters.",
        ),
        kit.field(
            "what_was_done",
            "What was done",
            kit.text_input(initial=filled.what_was_done, limit=limits.NOTE, lines=True),
        ),
        kit.field(
            "publics",
            "Who it is for",
            kit.choices(
                [kit.option(public.value.capitalize(), public.value) for public in Public],
                initial=filled.publics,
            ),
            optional=True,
        ),
        kit.field(
            "topics",
            "Topics",
            menu_of_several("topics", filled.topics, MOST_TOPICS),
            hint=f"Up to {MOST_TOPICS}. {free}",
            optional=True,
        ),
        kit.field(
            "countries",
            "Countries",
            menu_of_several("countries", filled.countries, MOST_COUNTRIES),
        ),
        kit.field(
            "language",
            "Language",
            picker("language", filled.language),
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
                initial=evidence,
            ),
        ),
        kit.field(
            "link",
            "Link",
            kit.text_input(initial=filled.link, limit=limits.LINK),
            optional=True,
        ),
        kit.field(
            "contact",
            "Contact",
            kit.text_input(initial=filled.contact, limit=limits.NAME),
            hint="A name, office or address that readers may write to.",
            optional=True,
        ),
        kit.field("audience", "Share with", _audience(groups, reader, filled.audience)),
        kit.field(
            "review_by",
            "Review it again by",
            {"type": "datepicker", "initial_date": review_by.isoformat()},
        ),
    ]


def _audience(groups: Sequence[Group], reader: Reader, usual: Audience) -> kit.Element:
    """Only audiences that include the person who shares."""
    options = [
        option
        for option in audience_options()
        if any(reader.sees(group.id, Audience(option["value"])) for group in groups)
    ]
    offered = [option["value"] for option in options]
    return kit.choice(options, initial=usual if usual in offered else offered[0])


def offered_topics(kept: TopicList, used: Sequence[str], typed: str) -> dict[str, Any]:
    """Topics that fit what was typed, those of the list first, then those in use.

    What is no topic yet comes last, as a new one, where the list is free.
    """
    words = words_in_text(typed)
    known = {topic.casefold(): topic for topic in (*used, *kept.topics)}
    topics = dict.fromkeys((*kept.topics, *(used if kept.free else ())))
    fits = [t for t in topics if all(word in " ".join(words_in_text(t)) for word in words)]
    options = [option_of("topics", topic) for topic in fits][: MOST - 1]
    new = limits.tidied_text(" ".join(typed.split()).lstrip("#"))
    if kept.free and new and len(new) <= TOPIC and new.casefold() not in known:
        options.append(kit.option(new, new, "A new topic"))
    return {"options": options}
