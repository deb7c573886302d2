"""A practice as blocks: the whole card, its status, and its buttons."""

from collections.abc import Mapping

from bot.domain import Group, Practice, PracticeStatus
from bot.domain.countries_and_languages import country_name, language_name
from bot.domain.wording import at_name, listed, shortened, spell_day
from bot.languages import N_, _, _n
from handlers.slack.features.adoptions.blocks import practice_button
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import audience_words, person_words
from handlers.slack.kit import blocks as kit

SHARE, SHOW, EDIT = "practice.share", "practice.show", "practice.edit"
PUBLISH, RETURN, DECLINE = "practice.publish", "practice.return", "practice.decline"
PUBLISH_IN, SEEN = "practice.publish_in", "practice.seen"
HISTORY, WITHDRAW = "practice.history", "practice.withdraw"
TOPICS = "practice.topics"

_LINK_SHOWN = 200


def card_blocks(practice: Practice, *, author: str, organisation: str | None) -> list[kit.Block]:
    """Everything that the card says; `author` is a display name, shown as text."""
    return [
        kit.header(practice.title),
        kit.rich(kit.line(practice.summary)),
        kit.rich(kit.line(kit.bold(_("What was done"))), kit.line(practice.what_was_done)),
        kit.rich(kit.bullets(_facts(practice, author, organisation))),
    ]


def _facts(practice: Practice, author: str, organisation: str | None) -> list[kit.Element]:
    countries = [f"{country_name(code)} ({code})" for code in practice.countries]
    link = practice.link
    facts: list[tuple[str, kit.Element | str]] = [
        (_("For"), listed([_(public.value) for public in practice.publics])),
        (_("Topics"), ", ".join(practice.topics)),
        (_("Organisation"), organisation or ""),
        (_n("Country", "Countries", len(countries)), listed(countries)),
        (_("Language"), language_name(practice.language)),
        (_("Evidence"), _(practice.evidence.value)),
        (_("Link"), kit.link(link, shortened(link, _LINK_SHOWN)) if link else ""),
        (_("Contact"), practice.contact or ""),
        (_("Shared by"), at_name(author)),
        (_("Shared with"), audience_words(practice.audience)),
        (_("To be reviewed by"), spell_day(practice.review_by)),
        (_("Reference"), practice.reference),
    ]
    return [kit.line(kit.bold(_("{name}: ", name=name)), words) for name, words in facts if words]


# One card, shown to one person -----------------------------------------------------------------


def card_buttons(
    practice: Practice, group: Group, *, reviews: bool, own: bool, elsewhere: bool
) -> list[kit.Element]:
    """What a reader can do with a card: a chair `reviews`, its author's it is `own`.

    `elsewhere`: it can be published in other groups too.
    """
    status = practice.status
    target = Target(number=practice.number, revision=practice.revision)
    published, waits = status is PracticeStatus.PUBLISHED, status is PracticeStatus.SUBMITTED
    row = []
    if reviews and waits:
        row += review_buttons(practice, group, target, elsewhere=elsewhere)
    if reviews and practice.has_unseen_edit:
        row.append(seen_button(practice, target))
    if (published and (own or reviews)) or (own and (waits or status is PracticeStatus.RETURNED)):
        row += [edit_button(practice), withdraw_button(practice)]
    row.append(history_button(practice))
    return row


def standing_block(practice: Practice, group: Group, names: Mapping[str, str]) -> kit.Block:
    """The card's status in its review, with the reviewer's words."""
    words = [quote_words(practice.comment)] if practice.comment else []
    if practice.status is not PracticeStatus.SUBMITTED:
        return kit.rich(kit.line(*decision_line(practice, group, names)), *words)
    waits = kit.line(kit.bold(_("Awaits review by a chair of {group}.", group=group.name)))
    if not words:
        return kit.rich(waits)
    return kit.rich(waits, kit.say("It was returned before with this comment:"), *words)


def decision_line(
    practice: Practice, group: Group, names: Mapping[str, str]
) -> list[kit.Element | str]:
    """ "P31 was published by @amara on …", in each reader's own time."""
    said, said_when = _DECIDED[practice.status]
    fields: dict[str, kit.Element | str] = {
        "reference": practice.reference,
        "who": person_words(practice.reviewed_by or _("a chair"), names),
        "group": group.name,
    }
    if practice.settled_at is None:
        return kit.fill_sentence(_(said), **fields)
    at = kit.moment(practice.settled_at, group.zone)
    return kit.fill_sentence(_(said_when), **fields, moment=at)


_DECIDED = {
    PracticeStatus.PUBLISHED: (
        N_("{reference} was published by {who} in {group}."),
        N_("{reference} was published by {who} in {group} on {moment}."),
    ),
    PracticeStatus.RETURNED: (
        N_("{reference} was returned by {who} in {group}."),
        N_("{reference} was returned by {who} in {group} on {moment}."),
    ),
    PracticeStatus.DECLINED: (
        N_("{reference} was declined by {who} in {group}."),
        N_("{reference} was declined by {who} in {group} on {moment}."),
    ),
    PracticeStatus.WITHDRAWN: (
        N_("{reference} was withdrawn by {who} in {group}."),
        N_("{reference} was withdrawn by {who} in {group} on {moment}."),
    ),
}


def quote_words(words: str) -> kit.Element:
    """A person's own words, set apart."""
    return {"type": "rich_text_quote", "elements": [kit.text(words)]}


def review_buttons(
    practice: Practice, group: Group, target: Target, *, elsewhere: bool
) -> list[kit.Element]:
    """Publish, Return… and Decline…; each asks or explains before it acts."""
    value = target.value
    words = _(
        "It is posted in the channel of {group}. Shared with: {audience}.",
        group=group.name,
        audience=audience_words(practice.audience),
    )
    title = _("Publish {reference}?", reference=practice.reference)
    asked = kit.confirm(title, words, _("Publish"), _("Not yet"))
    says, also = N_("Publish {reference}"), N_("Publish {reference} in other groups too")
    made = [
        practice_button(
            practice, _("Publish"), PUBLISH, says, value, style="primary", confirm=asked
        )
    ]
    if elsewhere:
        made.append(practice_button(practice, _("Publish elsewhere too…"), PUBLISH_IN, also, value))
    return [
        *made,
        practice_button(practice, _("Return…"), RETURN, N_("Return {reference}"), value),
        practice_button(practice, _("Decline…"), DECLINE, N_("Decline {reference}"), value),
    ]


def seen_button(practice: Practice, target: Target) -> kit.Element:
    says = N_("The change of {reference} is all right")
    return practice_button(practice, _("Looks right"), SEEN, says, target.value)


def withdraw_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _("Withdraw…"), WITHDRAW, N_("Withdraw {reference}"))


def show_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _("Show"), SHOW, N_("Show {reference}"))


def history_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _("History"), HISTORY, N_("History of {reference}"))


def edit_button(practice: Practice) -> kit.Element:
    if practice.status is not PracticeStatus.RETURNED:
        return practice_button(practice, _("Edit"), EDIT, N_("Edit {reference}"))
    says = N_("Edit {reference} and send it again")
    return practice_button(practice, _("Edit and send again"), EDIT, says, style="primary")


def share_button() -> kit.Element:
    return kit.button(_("Share a good practice"), SHARE)
