"""Notifications about practices as blocks: cards, reviews, spotlights, uses and review dates."""

from bot.domain import PracticeStatus
from bot.domain import practice as notices
from bot.domain.wording import at_name, spell_day
from bot.languages import N_, _, _n
from handlers.slack.features.adoptions.blocks import posted_blocks, usage_words, who_button
from handlers.slack.features.practices import blocks
from handlers.slack.kit import Renderer, audience_words, title_line
from handlers.slack.kit import blocks as kit

STILL_GOOD = "renewal.good"
_MOST = 20
"""Organisations that the news of a use names."""


def card_notification(notification: notices.PracticeCard) -> list[kit.Block]:
    """The card for a group's channel."""
    practice, name = notification.practice, notification.group.name
    author, organisation = notification.author, notification.organisation
    return [
        *blocks.card_blocks(practice, author=author, organisation=organisation),
        *posted_blocks(practice, notification.usage),
        kit.note("A good practice of {group}. /practice shows the latest ones.", group=name),
    ]


def spotlight_notification(notification: notices.PracticeSpotlight) -> list[kit.Block]:
    """The card as it is now, below a line that says why it is there."""
    why = N_("The good practice of the week for {group}. Do you do this too?")
    return [kit.note(why, group=notification.group.name), *card_notification(notification)]


def outcome_notification(notification: notices.PracticeOutcome) -> list[kit.Block]:
    """Tells the author what was decided, in the reviewer's words, and what can be done now."""
    practice, reviewer = notification.practice, notification.reviewer
    names = {reviewer.user_id: reviewer.name} if reviewer else {}
    said = kit.line(*blocks.decision_line(practice, notification.group, names))
    first = [title_line(practice), said]
    command = f"/practice show {practice.reference}"
    if practice.status is PracticeStatus.PUBLISHED:
        thanks = N_(
            "Thank you for sharing it. It is shared with {audience}, and you will find it "
            "with {command}."
        )
        audience = audience_words(practice.audience)
        return [kit.rich(*first, kit.say(thanks, audience=audience, command=command))]
    first.append(blocks.quote_words(practice.comment or "–"))
    if practice.status is PracticeStatus.RETURNED:
        ask = kit.say("Please edit it as you see fit, and send it again for review.")
        return [kit.rich(*first, ask), kit.actions(blocks.edit_button(practice))]
    return [kit.rich(*first, kit.say("Your card stays yours to see: {command}.", command=command))]


def edited_notification(notification: notices.PracticeEdited) -> list[kit.Block]:
    """Tells the author what a chair has changed."""
    practice = notification.practice
    row = kit.actions(blocks.show_button(practice), blocks.history_button(practice))
    return [kit.rich(title_line(practice), kit.line(_edited_words(notification))), row]


def _edited_words(edited: notices.PracticeEdited) -> str:
    """Who has changed the card, where it is known, and which fields."""
    facts = {
        "group": edited.group.name,
        "who": at_name(edited.chair) if edited.chair else "",
        "fields": ", ".join(map(_, edited.fields.split(", "))),
    }
    if facts["who"] and facts["fields"]:
        return _("A chair of {group}, {who}, has changed your card: {fields}.", **facts)
    if facts["who"]:
        return _("A chair of {group}, {who}, has changed your card.", **facts)
    if facts["fields"]:
        return _("A chair of {group} has changed your card: {fields}.", **facts)
    return _("A chair of {group} has changed your card.", **facts)


def withdrawn_notification(notification: notices.PracticeWithdrawn) -> list[kit.Block]:
    """In place of the card that was posted."""
    reference = notification.reference
    return [kit.note("{reference}: this good practice was withdrawn.", reference=reference)]


def adopted_notification(notification: notices.PracticeAdopted) -> list[kit.Block]:
    """Tells the author which organisations have begun to use the practice, with their notes."""
    practice, news = notification.practice, notification.news
    said = _n(
        "{number} organisation now uses your practice:",
        "{number} organisations now use your practice:",
        len(news),
    )
    named = [
        kit.line(kit.bold(name), _(": {words}", words=note) if note else "")
        for name, note in news[:_MOST]
    ]
    left = len(news) - _MOST
    more = _n("and {number} more organisation", "and {number} more organisations", left)
    return [
        kit.rich(
            title_line(practice),
            kit.line(said),
            kit.bullets(named),
            kit.line(more if left > 0 else ""),
            kit.line(f"{usage_words(notification.usage)}."),
        ),
        kit.actions(who_button(practice)),
    ]


def question_blocks(asked: notices.PracticePastReview) -> list[kit.Block]:
    """Whether a card is still good, with buttons; once it is answered, what was answered."""
    practice = asked.practice
    day = spell_day(asked.practice.review_by)
    if not asked.asks:
        words = _("It is still good. The next review is due by {day}.", day=day)
        if practice.status is not PracticeStatus.PUBLISHED:
            words = _("It is not published any more.")
        return [kit.rich(title_line(practice), kit.line(words))]
    words = N_("The review date of this practice of {author} was {day}. Is it still good?")
    if asked.own:
        words = N_("The review date of your practice was {day}. Is it still good?")
    words = _(words, author=at_name(asked.author), day=day)
    number = str(practice.number)
    says = _("{reference} is still good for a year", reference=practice.reference)
    good = kit.button(_("Still good"), f"{STILL_GOOD}:{number}", number, style="primary", says=says)
    others = (blocks.edit_button, blocks.withdraw_button, blocks.show_button)
    return [
        kit.rich(title_line(practice), kit.line(words)),
        kit.actions(good, *(button(practice) for button in others)),
        kit.note("I ask once a quarter, until somebody has answered."),
    ]


RENDERERS: dict[type, Renderer] = {
    notices.PracticeCard: card_notification,
    notices.PracticeSpotlight: spotlight_notification,
    notices.PracticeOutcome: outcome_notification,
    notices.PracticeEdited: edited_notification,
    notices.PracticeWithdrawn: withdrawn_notification,
    notices.PracticeAdopted: adopted_notification,
    notices.PracticePastReview: question_blocks,
}
