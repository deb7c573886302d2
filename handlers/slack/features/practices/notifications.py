"""Notifications about practices as blocks."""

from bot.domain import PracticeStatus
from bot.domain.practice import (
    PracticeCard,
    PracticeEdited,
    PracticeOutcome,
    PracticeWithdrawn,
)
from bot.domain.wording import at_name
from bot.languages import _
from handlers.slack.features.adoptions.blocks import posted_blocks
from handlers.slack.features.practices.blocks import (
    card_blocks,
    decision_line,
    edit_button,
    history_button,
    quote_words,
    show_button,
)
from handlers.slack.kit import Renderer, audience_words, title_line
from handlers.slack.kit import blocks as kit


def card_notification(notification: PracticeCard) -> list[kit.Block]:
    """The card for a group's channel."""
    practice = notification.practice
    return [
        *card_blocks(practice, author=notification.author, organisation=notification.organisation),
        *posted_blocks(practice, notification.usage),
        kit.note(
            "A good practice of {group}. /practice shows the latest ones.",
            group=notification.group.name,
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
        thanks = kit.say(
            "Thank you for sharing it. It is shared with {audience}, and you will find it "
            "with {command}.",
            audience=audience_words(practice.audience),
            command=f"/practice show {practice.reference}",
        )
        return [kit.rich(title, said, thanks)]
    comment = quote_words(practice.comment or "–")
    if practice.status is PracticeStatus.RETURNED:
        ask = kit.say("Please edit it as you see fit, and send it again for review.")
        return [kit.rich(title, said, comment, ask), kit.actions(edit_button(practice))]
    return [
        kit.rich(
            title,
            said,
            comment,
            kit.say(
                "Your card stays yours to see: {command}.",
                command=f"/practice show {practice.reference}",
            ),
        )
    ]


def edited_notification(notification: PracticeEdited) -> list[kit.Block]:
    """Tells the author what a chair has changed."""
    practice = notification.practice
    title = title_line(practice.reference, practice.title)
    said = kit.line(edited_words(notification))
    return [kit.rich(title, said), kit.actions(show_button(practice), history_button(practice))]


def edited_words(edited: PracticeEdited) -> str:
    """Who has changed the card, where it is known, and which fields."""
    group, fields = edited.group.name, ", ".join(map(_, edited.fields.split(", ")))
    who = at_name(edited.chair) if edited.chair else ""
    if who and fields:
        return _(
            "A chair of {group}, {who}, has changed your card: {fields}.",
            group=group,
            who=who,
            fields=fields,
        )
    if who:
        return _("A chair of {group}, {who}, has changed your card.", group=group, who=who)
    if fields:
        return _("A chair of {group} has changed your card: {fields}.", group=group, fields=fields)
    return _("A chair of {group} has changed your card.", group=group)


def withdrawn_notification(notification: PracticeWithdrawn) -> list[kit.Block]:
    """In place of the card that was posted."""
    said = _("{reference}: this good practice was withdrawn.", reference=notification.reference)
    return [kit.small(said)]


RENDERERS: dict[type, Renderer] = {
    PracticeCard: card_notification,
    PracticeOutcome: outcome_notification,
    PracticeEdited: edited_notification,
    PracticeWithdrawn: withdrawn_notification,
}
