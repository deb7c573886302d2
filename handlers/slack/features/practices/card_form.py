"""The form of a practice card, empty or filled in, and what its menu of topics offers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain import Audience, Group, Practice, PracticeStatus, Reader, limits
from bot.domain.practice import Evidence, Public, TopicList
from bot.domain.search_words import words_in_text
from bot.languages import N_, _
from bot.use_cases.practices.card import MOST_COUNTRIES, MOST_TOPICS, TOPIC, CardWords
from handlers.slack.features.practices.blocks import EDIT, SHARE, quote_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_options
from handlers.slack.kit.menus import MOST, menu_of_several, option_of, picker

SHARE_TITLE, EDIT_TITLE = N_("Share a good practice"), N_("Edit a practice")

_EVIDENCE = {
    Evidence.IDEA: N_("Not tried yet"),
    Evidence.PILOT: N_("Tried, on a small scale"),
    Evidence.EVALUATED: N_("Tried, and its effect was measured"),
}


def share_modal(
    groups: Sequence[Group], kept: TopicList, filled: CardWords, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A new card; with several groups the form asks which, with one it is settled."""
    blocks = []
    if len(groups) > 1:
        options = [kit.option(g.name, str(g.id)) for g in groups[:100]]
        blocks.append(kit.field("group", _("Working group"), kit.choice(options)))
    else:
        blocks.append(_reviewed_by(groups[0]))
    blocks += _card_fields(groups, kept, filled, reader, review_by)
    metadata = {"group": groups[0].id} if len(groups) == 1 else {}
    return kit.modal(
        SHARE,
        _(SHARE_TITLE),
        blocks,
        submit=_("Send for review"),
        close=_("Cancel"),
        metadata=metadata,
    )


def edit_modal(
    practice: Practice, group: Group, kept: TopicList, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A returned card under what the chair said of it, one that waits, or a published one."""
    published = practice.status is PracticeStatus.PUBLISHED
    words = _("Everyone who may see it sees the change at once, in what was posted too.")
    blocks = [kit.small(words) if published else _reviewed_by(group)]
    if practice.comment and not published:
        asked = kit.line(kit.bold(_("It was returned with this comment:")))
        blocks = [kit.rich(asked, quote_words(practice.comment))]
    blocks += _card_fields([group], kept, practice, reader, review_by)
    return kit.modal(
        EDIT,
        _(EDIT_TITLE),
        blocks,
        submit=_("Send for review") if practice.status is PracticeStatus.RETURNED else _("Save"),
        close=_("Cancel"),
        metadata={"number": practice.number, "was": practice.status},
    )


def _reviewed_by(group: Group) -> kit.Block:
    return kit.note(
        "A chair of {group} reviews the card before anyone else sees it.", group=group.name
    )


def _card_fields(
    groups: Sequence[Group],
    kept: TopicList,
    filled: CardWords | Practice,
    reader: Reader,
    review_by: date,
) -> list[kit.Block]:
    """The card's inputs; each block's id is the name of the field."""
    topics = (
        N_("Up to {number}. Type to find one or to add your own.")
        if kept.free
        else N_("Up to {number}. They come from a list.")
    )
    evidence = filled.evidence if isinstance(filled, Practice) else None
    return [
        kit.field("title", _("Title"), kit.text_input(initial=filled.title, limit=limits.TITLE)),
        kit.field(
            "summary",
            _("Summary"),
            kit.text_input(initial=filled.summary, limit=limits.SUMMARY, lines=True),
            hint=_("In up to {number} characters.", number=limits.SUMMARY),
        ),
        kit.field(
            "what_was_done",
            _("What was done"),
            kit.text_input(initial=filled.what_was_done, limit=limits.NOTE, lines=True),
        ),
        kit.field(
            "publics",
            _("Who it is for"),
            kit.choices(
                [kit.option(_(public.value).capitalize(), public.value) for public in Public],
                initial=filled.publics,
            ),
            optional=True,
        ),
        kit.field(
            "topics",
            _("Topics"),
            menu_of_several("topics", filled.topics, MOST_TOPICS),
            hint=_(topics, number=MOST_TOPICS),
            optional=True,
        ),
        kit.field(
            "countries",
            _("Countries"),
            menu_of_several("countries", filled.countries, MOST_COUNTRIES),
        ),
        kit.field(
            "language",
            _("Language"),
            picker("language", filled.language),
            hint=_("The language of the material."),
        ),
        kit.field(
            "evidence",
            _("Evidence"),
            kit.choice(
                [
                    kit.option(_(e.value).capitalize(), e.value, _(words))
                    for e, words in _EVIDENCE.items()
                ],
                initial=evidence,
            ),
        ),
        kit.field(
            "link", _("Link"), kit.text_input(initial=filled.link, limit=limits.LINK), optional=True
        ),
        kit.field(
            "contact",
            _("Contact"),
            kit.text_input(initial=filled.contact, limit=limits.NAME),
            hint=_("A name, office or address that readers may write to."),
            optional=True,
        ),
        kit.field("audience", _("Share with"), _audience(groups, reader, filled.audience)),
        kit.field(
            "review_by",
            _("Review it again by"),
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
        options.append(kit.option(new, new, _("A new topic")))
    return {"options": options}
