"""One dialogue in full: a private answer."""

from collections.abc import Sequence

from bot.domain import Dialogue, Group, Series
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.notifications import Turnout
from bot.domain.wording import count, listed, set_apart, shortened, spell_minutes, spell_moment
from bot.languages import N_, Nn_, _, _n
from bot.use_cases.dialogues.rules.checks import cancelled_words
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.show import DialogueInFull
from handlers.slack.features.dialogues import times
from handlers.slack.features.dialogues.times import place_words
from handlers.slack.kit import audience_words
from handlers.slack.kit import blocks as kit

_NAMES_SHOWN = 40
"""Of each answer: a private message has no pages, and forty long names fill one."""
ANSWER_WORDS = {
    RsvpAnswer.GOING: N_("Going"),
    RsvpAnswer.MAYBE: N_("Maybe"),
    RsvpAnswer.CANNOT: N_("Can't"),
}
SCOPE_LABELS = {
    Scope.ONE: N_("This one"),
    Scope.LATER: N_("This and all later"),
    Scope.WHOLE: N_("The whole series"),
}
"""How far a change reaches, for buttons and forms."""
_SHOWN_LINK = 120


def in_full(known: DialogueInFull, reader_user_id: str) -> list[kit.Block]:
    """Everything a reader may know of one dialogue, with the buttons that are theirs."""
    dialogue = known.dialogue
    names = {user_id: person.name for user_id, person in known.people.items()}
    author = names.get(dialogue.created_by, dialogue.created_by)
    places = place_words(dialogue, known.starts)
    where = [kit.line(kit.bold(_("Where people are"))), kit.bullets(map(kit.line, places))]
    blocks = [
        kit.rich(
            title_line(dialogue, _("Cancelled: ") if dialogue.cancelled else ""),
            kit.line(cancelled_words(dialogue)) if dialogue.cancelled else kit.line(),
            time_line(dialogue),
            spelled_line(dialogue),
            chairs_line([names.get(one, one) for one in known.chairs]),
            link_line(dialogue),
            audience_line(dialogue),
            kit.say("Scheduled by {name}", name=author),
        ),
        *times.series_blocks(known.series, _("↻ One of a series, {rule}."), known.coming_dates),
        *([kit.rich(*where)] if places else []),
        *_answers(known),
    ]
    if known.may_answer:
        buttons = answer_buttons(dialogue, own=known.own, place="show")
        blocks.append(kit.actions(*buttons, calendar_button(dialogue)))
        mine = next((r for r in known.turnout.rsvps if r.user_id == reader_user_id), None)
        if mine is not None and mine.answer is RsvpAnswer.CANNOT:
            named = mine.delegate_user_id
            nobody = [nobody_button(dialogue)] if named else []
            blocks.append(kit.actions(delegate_select(dialogue, named), *nobody))
    if known.may_change:
        blocks.append(kit.actions(*change_buttons(dialogue)))
    elif known.may_cancel_afterwards:
        blocks.append(kit.actions(afterwards_button(dialogue)))
    return [*blocks, foot(dialogue, known.group)]


def _answers(known: DialogueInFull) -> list[kit.Block]:
    """Names by organisation under each answer; nobody is mentioned."""
    turnout = known.turnout
    if not turnout.rsvps:
        return [kit.rich(kit.say("Nobody has answered yet."))]
    parts = [members_line(turnout.members_coming, turnout.members_invited)]
    for answer, words in ANSWER_WORDS.items():
        said = [rsvp for rsvp in turnout.rsvps if rsvp.answer is answer]
        if said:
            counted = _("{answer}: {number}", answer=_(words), number=len(said))
            parts += [kit.line(kit.bold(counted)), kit.bullets(_by_organisation(said, known))]
    return [kit.rich(*parts)]


def _by_organisation(rsvps: Sequence[Rsvp], known: DialogueInFull) -> list[kit.Element]:
    found: dict[str, list[str]] = {}
    for rsvp in rsvps[:_NAMES_SHOWN]:
        name = known.organisations.get(rsvp.organisation_id or 0) or _("No organisation yet")
        who = _name(rsvp.user_id, known)
        if rsvp.delegate_user_id:
            instead = _name(rsvp.delegate_user_id, known)
            who = _("{name} ({delegate} comes instead)", name=who, delegate=instead)
        found.setdefault(name, []).append(who)
    lines = [
        kit.line(_("{label}: ", label=set_apart(name)), ", ".join(sorted(who, key=str.casefold)))
        for name, who in sorted(found.items(), key=lambda item: item[0].casefold())
    ]
    left = len(rsvps) - _NAMES_SHOWN
    if left > 0:
        lines.append(kit.line(_n("and {number} more", "and {number} more", left)))
    return lines


def _name(user_id: str | None, known: DialogueInFull) -> str:
    person = known.people.get(user_id or "")
    return set_apart(person.name) if person else user_id or ""


def title_line(dialogue: Dialogue, before: str = "") -> kit.Element:
    """The title, bold and literal, behind a few words of ours."""
    return kit.line(kit.bold(f"{before}{dialogue.title}"))


def time_line(dialogue: Dialogue) -> kit.Element:
    """The reader's own time, with the length."""
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    length = spell_minutes(dialogue.minutes)
    return kit.say("{moment} (your time), {length}", moment=when, length=length)


def spelled_line(dialogue: Dialogue) -> kit.Element:
    """The same moment spelled out in the zone that the dialogue is planned in."""
    return kit.line(spell_moment(dialogue.starts_at, dialogue.zone))


def about_block(dialogue: Dialogue) -> kit.Block:
    """What a form is about: its title; its reference and when it is."""
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return kit.rich(title_line(dialogue), kit.line(f"{dialogue.reference}, {when}"))


def heading_lines(dialogue: Dialogue, before: str = "") -> list[kit.Element]:
    return [title_line(dialogue, before), time_line(dialogue), spelled_line(dialogue)]


def was_planned_line(dialogue: Dialogue) -> kit.Element:
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    return kit.say("It was planned for {moment}.", moment=when)


def reason_line(dialogue: Dialogue) -> kit.Element:
    return kit.line(_("Why: "), dialogue.reason) if dialogue.reason else kit.line()


def link_line(dialogue: Dialogue) -> kit.Element:
    """The address to join at; an empty line, which falls out, where there is none."""
    if dialogue.link is None:
        return kit.line()
    return kit.line(_("Link: "), kit.link(dialogue.link, shortened(dialogue.link, _SHOWN_LINK)))


def audience_line(dialogue: Dialogue, group: Group | None = None) -> kit.Element:
    audience = audience_words(dialogue.audience)
    if group is None:
        return kit.say("For {audience}", audience=audience)
    return kit.say("For {audience}, in {group}.", audience=audience, group=group.name)


def chairs_line(names: Sequence[str]) -> kit.Element:
    """Who chairs, by display name: a mention would ping where all can read it."""
    if not names:
        return kit.line()
    return kit.say("Chaired by {names}", names=listed([set_apart(name) for name in names]))


def members_line(coming: int, invited: int) -> kit.Element:
    """ "6 of 9 member organisations are coming"; an empty line where none is invited."""
    if not invited:
        return kit.line()
    organisations = count(invited, "member organisation", "member organisations")
    one, several = Nn_(
        "{number} of {organisations} is coming", "{number} of {organisations} are coming"
    )
    return kit.line(_n(one, several, coming, organisations=organisations))


def foot(dialogue: Dialogue, group: Group, series: Series | None = None) -> kit.Block:
    """The reference to type, and the group, since members-only notifications come privately."""
    rhythm = [times.rhythm_words(series)] if series is not None else []
    return kit.small(" · ".join([dialogue.reference, group.name, *rhythm]))


def answer_buttons(
    dialogue: Dialogue,
    *,
    turnout: Turnout | None = None,
    own: RsvpAnswer | None = None,
    place: str = "",
) -> list[kit.Element]:
    """Going, Maybe, Can't: with how many said so, or with the reader's own marked. `place` says in
    which private message the button is, so that it can be redrawn."""
    buttons = []
    for answer, words in ANSWER_WORDS.items():
        counted = turnout.count(answer) if turnout else 0
        shown = f"{_(words)} {counted}" if counted else _(words)
        heard = dialogue.title
        if answer is own:
            shown, heard = f"✓ {shown}", _("your answer to {title}", title=dialogue.title)
        action_id, value = f"dialogue.rsvp:{answer}", f"{dialogue.reference}|{answer}|{place}"
        style = "primary" if answer is own else None
        buttons.append(kit.button(shown, action_id, value, says=heard, style=style))
    return buttons


def delegate_select(dialogue: Dialogue, named: str | None = None) -> kit.Element:
    """Asks a person who can't come for a delegate; `named`: the present one, a user id."""
    return kit.chooser("users_select", named) | {
        "action_id": f"dialogue.delegate:{dialogue.reference}",
        "placeholder": kit.plain(_("Name a delegate"), kit.PLACEHOLDER),
    }


def nobody_button(dialogue: Dialogue) -> kit.Element:
    return kit.button(_("Nobody comes instead"), "dialogue.alone", dialogue.reference)


def show_button(dialogue: Dialogue) -> kit.Element:
    return _button(_("Details"), "dialogue.show", dialogue, N_("Details of {title}"))


def suggest_button(dialogue: Dialogue) -> kit.Element:
    heard = N_("Suggest agenda item: {title}")
    return _button(_("Suggest agenda item"), "agenda.suggest", dialogue, heard)


def agenda_button(dialogue: Dialogue) -> kit.Element:
    return _button(_("Agenda"), "agenda.show", dialogue, N_("Agenda of {title}"))


def calendar_button(dialogue: Dialogue) -> kit.Element:
    """Answered with a file in the presser's direct messages."""
    return _button(_("Add to calendar"), "calendar.file", dialogue, N_("Add to calendar: {title}"))


def afterwards_button(dialogue: Dialogue) -> kit.Element:
    """For a chair, of one that is over."""
    words, heard = _("It did not take place…"), N_("It did not take place: {title}")
    return _button(words, "dialogue.cancel", dialogue, heard, style="danger")


def change_buttons(dialogue: Dialogue) -> list[kit.Element]:
    return [
        _button(_("Move…"), "dialogue.move", dialogue, N_("Move {title}")),
        _button(_("Edit…"), "dialogue.edit", dialogue, N_("Edit {title}")),
        _button(_("Cancel…"), "dialogue.cancel", dialogue, N_("Cancel {title}"), style="danger"),
    ]


def _button(
    words: str, action_id: str, dialogue: Dialogue, heard: str, style: str | None = None
) -> kit.Element:
    """`heard`: what a screen reader says, with a {title}; not translated yet."""
    says = _(heard, title=dialogue.title)
    return kit.button(words, action_id, dialogue.reference, says=says, style=style)
