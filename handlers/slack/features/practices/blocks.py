"""A practice as blocks: the whole card, its status, and its buttons."""

from collections.abc import Mapping, Sequence

from bot.domain.countries import country_name
from bot.domain.group import Group
from bot.domain.language_tags import LANGUAGES
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.wording import at_name, listed, shortened, spell_day
from handlers.slack.features.practices.parsing import Target
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, person_words

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
        kit.rich(kit.line(kit.bold("What was done")), kit.line(practice.what_was_done)),
        kit.rich(kit.bullets(_facts(practice, author, organisation))),
    ]


def _facts(practice: Practice, author: str, organisation: str | None) -> list[kit.Element]:
    countries = [f"{country_name(code)} ({code})" for code in practice.countries]
    facts: list[tuple[str, kit.Element | str]] = [
        ("For", listed([public.value for public in practice.publics])),
        ("Topics", ", ".join(practice.topics)),
        ("Organisation", organisation or ""),
        ("Country" if len(countries) == 1 else "Countries", listed(countries)),
        ("Language", LANGUAGES.get(practice.language, practice.language)),
        ("Evidence", practice.evidence.value),
        ("Link", _link(practice)),
        ("Contact", practice.contact or ""),
        ("Shared by", at_name(author)),
        ("Shared with", audience_words(practice.audience)),
        ("To be reviewed by", spell_day(practice.review_by)),
        ("Reference", practice.reference),
    ]
    return [kit.line(kit.bold(f"{name}: "), words) for name, words in facts if words]


def _link(practice: Practice) -> kit.Element | str:
    if practice.link is None:
        return ""
    return kit.link(practice.link, shortened(practice.link, _LINK_SHOWN))


# One card, shown to one person -----------------------------------------------------------------


def practice_blocks(
    practice: Practice,
    group: Group,
    *,
    names: Mapping[str, str],
    organisation: str | None,
    row: Sequence[kit.Element] = (),
    use: Sequence[kit.Block] = (),
) -> list[kit.Block]:
    """The card with its standing; `row` are the buttons that the reader may press.

    `use`: who uses it, with the reader's own buttons.
    """
    author = names.get(practice.author, practice.author)
    blocks = [standing_block(practice, group, names)]
    blocks += card_blocks(practice, author=author, organisation=organisation)
    return [*blocks, *([kit.actions(*row)] if row else []), *use]


def card_buttons(
    practice: Practice, group: Group, *, reviews: bool, own: bool, elsewhere: bool
) -> list[kit.Element]:
    """What a reader can do with a card: a chair `reviews`, its author's it is `own`.

    `elsewhere`: it can be published in other groups too.
    """
    status = practice.status
    target = Target(number=practice.number, revision=practice.revision)
    published, waits = status is PracticeStatus.PUBLISHED, status is PracticeStatus.SUBMITTED
    row: list[kit.Element] = []
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
    if practice.status is PracticeStatus.SUBMITTED:
        lines = [kit.line(kit.bold(f"Awaits review by a chair of {group.name}."))]
        if practice.comment:
            lines.append(kit.line("It was returned before with this comment:"))
            lines.append(quote_words(practice.comment))
        return kit.rich(*lines)
    said = kit.line(*decision_line(practice, group, names))
    return kit.rich(said, quote_words(practice.comment)) if practice.comment else kit.rich(said)


def decision_line(
    practice: Practice, group: Group, names: Mapping[str, str]
) -> list[kit.Element | str]:
    """ "P31 was published by @amara on …", in each reader's own time."""
    who = person_words(practice.reviewed_by or "a chair", names)
    said = f"{practice.reference} was {practice.status.value} by {who} in {group.name}"
    if practice.settled_at is None:
        return [f"{said}."]
    return [f"{said} on ", kit.moment(practice.settled_at, group.zone), "."]


def quote_words(words: str) -> kit.Element:
    """A person's own words, set apart."""
    return {"type": "rich_text_quote", "elements": [kit.text(words)]}


def review_buttons(
    practice: Practice, group: Group, target: Target, *, elsewhere: bool
) -> list[kit.Element]:
    """Publish, Return… and Decline…; each asks or explains before it acts."""
    reference, value = practice.reference, target.value
    publish = kit.confirm(
        f"Publish {reference}?",
        f"It is posted in the channel of {group.name}. "
        f"Shared with: {audience_words(practice.audience)}.",
        "Publish",
        "Not yet",
    )
    return [
        kit.button(
            "Publish",
            f"{PUBLISH}:{practice.number}",
            value,
            style="primary",
            says=f"Publish {reference}",
            confirm=publish,
        ),
        *([_publish_in_button(practice, value)] if elsewhere else []),
        kit.button("Return…", f"{RETURN}:{practice.number}", value, says=f"Return {reference}"),
        kit.button("Decline…", f"{DECLINE}:{practice.number}", value, says=f"Decline {reference}"),
    ]


def _publish_in_button(practice: Practice, value: str) -> kit.Element:
    says = f"Publish {practice.reference} in other groups too"
    return kit.button("Publish elsewhere too…", f"{PUBLISH_IN}:{practice.number}", value, says=says)


def seen_button(practice: Practice, target: Target) -> kit.Element:
    says = f"The change of {practice.reference} is all right"
    return kit.button("Looks right", f"{SEEN}:{practice.number}", target.value, says=says)


def withdraw_button(practice: Practice) -> kit.Element:
    number, says = str(practice.number), f"Withdraw {practice.reference}"
    return kit.button("Withdraw…", f"{WITHDRAW}:{number}", number, says=says)


def show_button(practice: Practice) -> kit.Element:
    number, says = str(practice.number), f"Show {practice.reference}"
    return kit.button("Show", f"{SHOW}:{number}", number, says=says)


def history_button(practice: Practice) -> kit.Element:
    says = f"History of {practice.reference}"
    return kit.button("History", f"{HISTORY}:{practice.number}", str(practice.number), says=says)


def edit_button(practice: Practice) -> kit.Element:
    returned = practice.status is PracticeStatus.RETURNED
    return kit.button(
        "Edit and send again" if returned else "Edit",
        f"{EDIT}:{practice.number}",
        str(practice.number),
        style="primary" if returned else None,
        says=f"Edit {practice.reference}" + (" and send it again" if returned else ""),
    )


def share_button() -> kit.Element:
    return kit.button("Share a good practice", SHARE)
