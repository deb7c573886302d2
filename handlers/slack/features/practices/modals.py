"""The forms of practices: share, edit and send again, return, decline."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain import limits
from bot.domain.group import Group
from bot.domain.practice import Practice
from bot.domain.roles import Reader
from bot.domain.wording import shortened
from handlers.slack.features.practices.blocks import quote
from handlers.slack.features.practices.card_form import card_fields
from handlers.slack.kit import blocks as kit

SHARE, EDIT = "practice.share", "practice.edit"
RETURN, DECLINE = "practice.return", "practice.decline"
SHARE_TITLE, EDIT_TITLE = "Share a good practice", "Edit and send again"
RETURN_TITLE, DECLINE_TITLE = "Return a practice", "Decline a practice"


def share_modal(
    groups: Sequence[Group], *, reader: Reader, country: str | None, review_by: date
) -> dict[str, Any]:
    """A new card; with several groups the form asks which, with one it is settled."""
    blocks = []
    if len(groups) > 1:
        options = [kit.option(g.name, str(g.id)) for g in groups[:100]]
        blocks.append(kit.field("group", "Working group", kit.choice(options)))
    else:
        blocks.append(_reviewed_by(groups[0]))
    blocks += card_fields(groups, reader, country=country, review_by=review_by)
    metadata = {"group": groups[0].id} if len(groups) == 1 else {}
    return kit.modal(
        SHARE,
        SHARE_TITLE,
        blocks,
        submit="Send for review",
        close="Cancel",
        metadata=json.dumps(metadata),
    )


def edit_modal(
    practice: Practice, group: Group, *, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A returned card, filled in, under what the chair said of it."""
    blocks = [_reviewed_by(group)]
    if practice.comment:
        asked = kit.line(kit.bold("It was returned with this comment:"))
        blocks = [kit.rich(asked, quote(practice.comment))]
    blocks += card_fields([group], reader, before=practice, review_by=review_by)
    return kit.modal(
        EDIT,
        EDIT_TITLE,
        blocks,
        submit="Send for review",
        close="Cancel",
        metadata=json.dumps({"number": practice.number}),
    )


def return_modal(practice: Practice) -> dict[str, Any]:
    """Asks for the comment."""
    return _words_modal(
        practice,
        RETURN,
        RETURN_TITLE,
        field="comment",
        label="What should the author change?",
        submit="Return",
    )


def decline_modal(practice: Practice) -> dict[str, Any]:
    """Asks for the reason."""
    return _words_modal(
        practice,
        DECLINE,
        DECLINE_TITLE,
        field="reason",
        label="Why is it declined?",
        submit="Decline",
    )


def _words_modal(
    practice: Practice, callback_id: str, title: str, *, field: str, label: str, submit: str
) -> dict[str, Any]:
    about = f"{practice.reference} {shortened(practice.title, limits.TITLE)}"
    return kit.modal(
        callback_id,
        title,
        [
            kit.rich(kit.line(kit.bold(about))),
            kit.field(
                field,
                label,
                kit.text_input(limit=limits.NOTE, lines=True),
                hint="The author gets these words in a direct message.",
            ),
        ],
        submit=submit,
        close="Cancel",
        metadata=json.dumps({"number": practice.number, "revision": practice.revision}),
    )


def _reviewed_by(group: Group) -> kit.Block:
    return kit.small(f"A chair of {group.name} reviews the card before anyone else sees it.")
