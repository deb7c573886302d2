"""Who uses a practice as blocks: beside a card, in the list of *Who*, and after a press."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain import Practice
from bot.domain.countries_and_languages import country_name
from bot.domain.limits import TITLE
from bot.domain.practice import NO_USE, Usage
from bot.domain.wording import count, shortened
from bot.languages import N_, _, _p
from bot.use_cases.practices.adopt import UseOf, Users
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words, title_line
from handlers.slack.kit.common_blocks import kept_words, paging_buttons

USE, END, WHO = "adoption.use", "adoption.end", "adoption.who"
SAVE, UNSAVE, PAGE_OF_WHO = "adoption.save", "adoption.unsave", "adoption.page"


def usage_words(usage: Usage) -> str:
    """ "Used by 4 organisations in 3 countries"; "" where nobody uses it."""
    if not usage.organisations:
        return ""
    organisations = count(usage.organisations, "organisation", "organisations")
    countries = count(usage.countries, "country", "countries")
    words = N_("Used by {organisations} in {countries}")
    return _(words, organisations=organisations, countries=countries)


def use_blocks(practice: Practice, use: UseOf, *, comments: str | None = None) -> list[kit.Block]:
    """Under a card that one person reads. `comments`: the address of its post in the channel."""
    buttons = [_end_button(practice) if use.own else _use_button(practice)]
    unsave = practice_button(practice, _("Unsave"), UNSAVE, N_("Unsave {reference}"))
    buttons.append(unsave if use.saved else _save_button(practice))
    buttons += [who_button(practice)] if use.usage.organisations else []
    lines = [kit.line(words)] if (words := usage_words(use.usage)) else []
    if comments:
        there = kit.link(comments, _("Comments"))
        lines.append(kit.say("{link} are in the thread of its post.", link=there))
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
    return kit.choice(options, says=_("We use…")) | {"action_id": USE}


def _use_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _("We use this"), USE, N_("My organisation uses {reference}"))


def _end_button(practice: Practice) -> kit.Element:
    means = N_("Your organisation is then no longer named among those that use {reference}.")
    says = N_("My organisation no longer uses {reference}")
    words = _("No longer")
    told = _(means, reference=practice.reference)
    asked = kit.confirm(_("Not used any more?"), told, words)
    return practice_button(practice, words, END, says, confirm=asked)


def _save_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _p("practice", "Save"), SAVE, N_("Save {reference}"))


def who_button(practice: Practice) -> kit.Element:
    return practice_button(practice, _("Who"), WHO, N_("Who uses {reference}"))


def practice_button(
    practice: Practice, words: str, action_id: str, says: str, value: str = "", **more: Any
) -> kit.Element:
    """It carries the practice's number where it has no other value; `says` has {reference}."""
    number = str(practice.number)
    heard = _(says, reference=practice.reference)
    return kit.button(words, f"{action_id}:{number}", value or number, says=heard, **more)


def who_blocks(users: Users, zone: str) -> list[kit.Block]:
    """Each organisation with its note, who recorded it and when; `zone` is the reader's."""
    practice = users.practice
    if not users.total:
        return [kit.rich(title_line(practice), kit.say("No organisation uses it now."))]
    lines = []
    for one in users.adoptions:
        name, country = users.organisations[one.organisation_id]
        who = person_words(one.adopted_by, users.names)
        on = kit.moment(one.adopted_at, zone, "{date_long}")
        note = _(": {words}", words=one.note) if one.note else ""
        kept = kept_words(one.audience, practice.audience)
        named = kit.bold(f"{name}, {country_name(country)}")
        lines.append(kit.line(named, f"{note} · {who}, ", on, kept))
    number = count(users.total, "organisation", "organisations")
    text = N_("Who uses {reference}: {organisations}")
    reference = practice.reference
    state, offset, total = str(practice.number), users.offset, users.total
    return [
        confirm_header(text, reference=reference, organisations=number),
        kit.rich(kit.line(shortened(practice.title, TITLE)), kit.bullets(lines)),
        *paging_buttons(PAGE_OF_WHO, offset=offset, total=total, state=state),
    ]


def used_line(practice: Practice, usage: Mapping[int, Usage]) -> list[kit.Element]:
    """For a line of a list."""
    words = usage_words(usage.get(practice.number, NO_USE))
    return [kit.line(kit.text(words, italic=True))] if words else []
