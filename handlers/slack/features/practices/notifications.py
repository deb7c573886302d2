"""Notifications about practices as blocks."""

from bot.domain.practice import PracticeStatus
from bot.domain.practice_notices import (
    PracticeCard,
    PracticeEdited,
    PracticeOutcome,
    PracticeWithdrawn,
)
from bot.domain.wording import at_name
from handlers.slack.features.adoptions.blocks import posted_blocks
from handlers.slack.features.practices.blocks import (
    card_blocks,
    decision_line,
    edit_button,
    history_button,
    quote_words,
    show_button,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer
from handlers.slack.kit.common_blocks import audience_words, title_line


def card_notification(notification: PracticeCard) -> list[kit.Block]:
    """The card for a group's channel."""
    practice = notification.practice
    return [
        *card_blocks(practice, author=notification.author, organisation=notification.organisation),
        *posted_blocks(practice, notification.usage),
        kit.small(
            f"A good practice of {notification.group.name}. /practice shows the latest ones."
        ),
    ]


def outcome_notification(notification: PracticeOutcome) -> list[kit.Block]:
    """Tells the author what was decided, in the reviewer's words, and what can be done now."""
    practice, group = notification.practice, notification.group
    names = (
        {notification.reviewer.user_id: notification.reviewer.name} if notification.reviewer else {}
    )
    title = title_line(practice.reference, practice.title)
    said = kit.line(*decision_line(practice, group, names))
    if practice.status is PracticeStatus.PUBLISHED:
        thanks = kit.line(
            f"Thank you for sharing it. It is shared with {audience_words(practice.audience)}, "
            f"and you will find it with /practice show {practice.reference}."
        )
        return [kit.rich(title, said, thanks)]
    comment = quote_words(practice.comment or "–")
    if practice.status is PracticeStatus.RETURNED:
        ask = kit.line("Please edit it as you see fit, and send it again for review.")
        return [kit.rich(title, said, comment, ask), kit.actions(edit_button(practice))]
    return [
        kit.rich(
            title,
            said,
            comment,
            kit.line(f"Your card stays yours to see: /practice show {practice.reference}."),
        )
    ]


def edited_notification(notification: PracticeEdited) -> list[kit.Block]:
    """Tells the author what a chair has changed."""
    practice = notification.practice
    title = title_line(practice.reference, practice.title)
    chair = f"A chair of {notification.group.name}"
    who = f"{chair}, {at_name(notification.chair)}," if notification.chair else chair
    fields = f": {notification.fields}" if notification.fields else ""
    said = kit.line(f"{who} has changed your card{fields}.")
    return [kit.rich(title, said), kit.actions(show_button(practice), history_button(practice))]


def withdrawn_notification(notification: PracticeWithdrawn) -> list[kit.Block]:
    """In place of the card that was posted."""
    return [kit.small(f"{notification.reference}: this good practice was withdrawn.")]


RENDERERS: dict[type, Renderer] = {
    PracticeCard: card_notification,
    PracticeOutcome: outcome_notification,
    PracticeEdited: edited_notification,
    PracticeWithdrawn: withdrawn_notification,
}
