"""The forms of practices: share, edit and send again, return, decline."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import limits
from bot.domain.errors import NotValid, Refusal
from bot.domain.group import Group
from bot.domain.practice import Practice
from bot.domain.roles import Act, Reader
from bot.domain.wording import shortened, spell_day
from bot.use_cases.practices.card import year_ahead
from bot.use_cases.practices.review import (
    DeclinePractice,
    SendBackPractice,
    decline_practice,
    send_back_practice,
)
from bot.use_cases.practices.share import (
    SendAgain,
    SharePractice,
    editable_practice,
    send_again,
    share_practice,
)
from bot.use_cases.refusals import chairs_in_words, demand_right
from handlers.slack.features.practices.blocks import quote_words
from handlers.slack.features.practices.card_form import card_fields
from handlers.slack.features.practices.parsing import read_card
from handlers.slack.features.practices.replies import group_of, review_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, confirm_header
from handlers.slack.request.carried_values import read_number, read_state
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply

SHARE, EDIT = "practice.share", "practice.edit"
RETURN, DECLINE = "practice.return", "practice.decline"
SHARE_TITLE, EDIT_TITLE = "Share a good practice", "Edit and send again"
RETURN_TITLE, DECLINE_TITLE = "Return a practice", "Decline a practice"


def share_modal(
    groups: Sequence[Group],
    *,
    reader: Reader,
    title: str,
    countries: Sequence[str],
    review_by: date,
) -> dict[str, Any]:
    """A new card; with several groups the form asks which, with one it is settled."""
    blocks = []
    if len(groups) > 1:
        options = [kit.option(g.name, str(g.id)) for g in groups[:100]]
        blocks.append(kit.field("group", "Working group", kit.choice(options)))
    else:
        blocks.append(_reviewed_by(groups[0]))
    blocks += card_fields(groups, reader, title=title, countries=countries, review_by=review_by)
    metadata = {"group": groups[0].id} if len(groups) == 1 else {}
    return kit.modal(
        SHARE,
        SHARE_TITLE,
        blocks,
        submit="Send for review",
        close="Cancel",
        metadata=metadata,
    )


def edit_modal(
    practice: Practice, group: Group, *, reader: Reader, review_by: date
) -> dict[str, Any]:
    """A returned card, filled in, under what the chair said of it."""
    blocks = [_reviewed_by(group)]
    if practice.comment:
        asked = kit.line(kit.bold("It was returned with this comment:"))
        blocks = [kit.rich(asked, quote_words(practice.comment))]
    blocks += card_fields([group], reader, before=practice, review_by=review_by)
    return kit.modal(
        EDIT,
        EDIT_TITLE,
        blocks,
        submit="Send for review",
        close="Cancel",
        metadata={"number": practice.number},
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
        metadata={"number": practice.number, "revision": practice.revision},
    )


def _reviewed_by(group: Group) -> kit.Block:
    return kit.small(f"A chair of {group.name} reviews the card before anyone else sees it.")


def submit_share(scene: Scene) -> Answer:
    """A new card, for the form's group or the one chosen in it."""
    settled = read_state(scene.call.metadata, group=int | None)["group"]
    group_id = settled or _chosen_group(scene)
    wish = SharePractice(group_id=group_id, card=read_card(scene.call.fields))
    practice = share_practice(wish, scene.context)
    return _sent(scene, practice, f"{practice.reference} is sent for review.")


def submit_edit(scene: Scene) -> Answer:
    """A returned card, edited."""
    number = read_state(scene.call.metadata, number=int)["number"]
    wish = SendAgain(number=number, card=read_card(scene.call.fields))
    practice = send_again(wish, scene.context)
    return _sent(scene, practice, f"{practice.reference} is sent for review again.")


def send_back(scene: Scene) -> Answer:
    """The comment with which a card is returned."""
    wish = SendBackPractice(
        **read_state(scene.call.metadata, number=int, revision=int),
        comment=scene.call.fields.get("comment") or "",
    )
    reviewed = send_back_practice(wish, scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


def submit_decline(scene: Scene) -> Answer:
    """The reason for which a card is declined."""
    wish = DeclinePractice(
        **read_state(scene.call.metadata, number=int, revision=int),
        reason=scene.call.fields.get("reason") or "",
    )
    reviewed = decline_practice(wish, scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


def _sent(scene: Scene, practice: Practice, first: str) -> Reply:
    group = group_of(scene.work, practice)
    topics = f"Topics: {', '.join(practice.topics)}. " if practice.topics else ""
    return Reply(
        blocks=[
            confirm_header(first),
            kit.rich(
                kit.line(f"“{shortened(practice.title, 150)}”, for {group.name}."),
                kit.line(
                    f"{topics}Shared with: {audience_words(practice.audience)}. "
                    f"To be reviewed again by {spell_day(practice.review_by)}."
                ),
                kit.line(
                    "A chair reviews it before anyone else sees it. "
                    f"{chairs_in_words(group, scene.work, scene.now)} "
                    "I will tell you in a direct message what was decided. Until then you see it "
                    f"with /practice show {practice.reference}."
                ),
            ),
        ]
    )


def _chosen_group(scene: Scene) -> int:
    chosen = scene.call.fields.get("group")
    if not chosen:
        raise NotValid("Please choose the working group.", field="group")
    return read_number(chosen)


def share_form(scene: Scene, title: str = "") -> dict[str, object]:
    """The form for a new card: for the channel's group, or one of the person's own."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in the channel of a working group yet, so nobody can review it.")
    for group in groups:
        demand_right(scene.context, Act.SUBMIT_PRACTICE, group)
    today = scene.now.astimezone(ZoneInfo(groups[0].zone)).date()
    organisation = scene.person.organisation
    return share_modal(
        groups,
        reader=scene.reader,
        title=title,
        countries=[organisation.country] if organisation else [],
        review_by=year_ahead(today),
    )


def edit_form_now(scene: Scene) -> dict[str, Any]:
    """The form that was sent, as it would be opened now."""
    number = read_state(scene.call.metadata, number=int)["number"]
    return edit_form(scene, editable_practice(number, scene.context))


def edit_form(scene: Scene, practice: Practice) -> dict[str, Any]:
    """The form for a returned card; a review date that has passed is a year ahead again."""
    group = group_of(scene.work, practice)
    today = scene.now.astimezone(ZoneInfo(group.zone)).date()
    review_by = practice.review_by if practice.review_by > today else year_ahead(today)
    return edit_modal(practice, group, reader=scene.reader, review_by=review_by)
