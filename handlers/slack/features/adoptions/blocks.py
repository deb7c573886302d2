"""Who uses a practice as blocks: beside a card, in the list of *Who*, and after a press."""

from collections.abc import Mapping, Sequence

from bot.domain import Practice
from bot.domain.countries_and_languages import country_name
from bot.domain.limits import TITLE
from bot.domain.practice import NO_USE, Usage
from bot.domain.wording import count, shortened
from bot.languages import _, _p
from bot.use_cases.adoptions.show import UseOf, Users
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words, title_line
from handlers.slack.kit.common_blocks import kept_words, paging_buttons

USE, END, WHO = "adoption.use", "adoption.end", "adoption.who"
SAVE, UNSAVE, PAGE_OF_WHO = "adoption.save", "adoption.unsave", "adoption.page"
ON_PAGE = 10


def usage_words(usage: Usage) -> str:
    """ "Used by 4 organisations in 3 countries"; "" where nobody uses it."""
    if not usage.organisations:
        return ""
    return _(
        "Used by {organisations} in {countries}",
        organisations=count(usage.organisations, "organisation", "organisations"),
        countries=count(usage.countries, "country", "countries"),
    )


def use_blocks(practice: Practice, use: UseOf, *, comments: str | None = None) -> list[kit.Block]:
    """Under a card that one person reads. `comments`: the address of its post in the channel."""
    buttons = [_end_button(practice) if use.own else _use_button(practice)]
    buttons.append(_unsave_button(practice) if use.saved else _save_button(practice))
    lines = [kit.line(words) for words in [usage_words(use.usage)] if words]
    if comments:
        there = kit.link(comments, _("Comments"))
        lines.append(kit.say("{link} are in the thread of its post.", link=there))
    buttons += [who_button(practice)] if use.usage.organisations else []
    return [*([kit.rich(*lines)] if lines else []), kit.actions(*buttons)]


def posted_blocks(practice: Practice, usage: Usage) -> list[kit.Block]:
    """Under a card in a channel, where everybody reads the same."""
    words = usage_words(usage)
    buttons = [_use_button(practice), _save_button(practice)]
    buttons += [who_button(practice)] if words else []
    return [
        *([kit.rich(kit.line(words))] if words else []),
        kit.actions(*buttons),
        kit.note("Comments are welcome in the thread of this message."),
    ]


def use_menu(practices: Sequence[Practice]) -> kit.Element:
    """*We use this* for a list: one menu in the place of a button for each card."""
    options = [
        kit.option(f"{p.reference} {shortened(p.title, TITLE)}", str(p.number)) for p in practices
    ]
    menu = kit.choice(options)
    return menu | {"action_id": USE, "placeholder": kit.plain(_("We use…"), kit.PLACEHOLDER)}


def _use_button(practice: Practice) -> kit.Element:
    says = _("My organisation uses {reference}", reference=practice.reference)
    return _button(_("We use this"), USE, practice, says=says)


def _end_button(practice: Practice) -> kit.Element:
    return _button(
        _("No longer"),
        END,
        practice,
        says=_("My organisation no longer uses {reference}", reference=practice.reference),
        confirm=kit.confirm(
            _("Not used any more?"),
            _(
                "Your organisation is then no longer named among those that use {reference}.",
                reference=practice.reference,
            ),
            _("No longer"),
        ),
    )


def _save_button(practice: Practice) -> kit.Element:
    says = _("Save {reference}", reference=practice.reference)
    return _button(_p("practice", "Save"), SAVE, practice, says=says)


def _unsave_button(practice: Practice) -> kit.Element:
    says = _("Unsave {reference}", reference=practice.reference)
    return _button(_("Unsave"), UNSAVE, practice, says=says)


def who_button(practice: Practice) -> kit.Element:
    says = _("Who uses {reference}", reference=practice.reference)
    return _button(_("Who"), WHO, practice, says=says)


def _button(
    words: str, action: str, practice: Practice, *, says: str, confirm: kit.Element | None = None
) -> kit.Element:
    value = str(practice.number)
    return kit.button(words, f"{action}:{value}", value, says=says, confirm=confirm)


def who_blocks(users: Users, zone: str) -> list[kit.Block]:
    """Each organisation with its note, who recorded it and when; `zone` is the reader's."""
    practice = users.practice
    if not users.total:
        return [
            kit.rich(
                title_line(practice.reference, practice.title),
                kit.say("No organisation uses it now."),
            )
        ]
    lines = []
    for one in users.adoptions:
        name, country = users.organisations[one.organisation_id]
        who = person_words(one.adopted_by, users.names)
        parts: list[kit.Element | str] = [kit.bold(f"{name}, {country_name(country)}")]
        parts += [f": {one.note}"] if one.note else []
        parts.append(f" · {who}, ")
        parts.append(kit.moment(one.adopted_at, zone, "{date_long}"))
        parts.append(kept_words(one.audience, practice.audience))
        lines.append(kit.line(*parts))
    return [
        confirm_header(
            "Who uses {reference}: {organisations}",
            reference=practice.reference,
            organisations=count(users.total, "organisation", "organisations"),
        ),
        kit.rich(kit.line(shortened(practice.title, TITLE)), kit.bullets(lines)),
        *paging_buttons(
            PAGE_OF_WHO,
            offset=users.offset,
            total=users.total,
            state=str(practice.number),
            page=ON_PAGE,
        ),
    ]


def used_line(practice: Practice, usage: Mapping[int, Usage]) -> list[kit.Element]:
    """For a line of a list."""
    words = usage_words(usage.get(practice.number, NO_USE))
    return [kit.line(kit.text(words, italic=True))] if words else []
