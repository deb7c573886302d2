"""The lines and buttons that every message about a dialogue is made of."""

from collections.abc import Mapping, Sequence

from bot.domain.dialogue import Answer, Dialogue
from bot.domain.wording import count, listed, set_apart, shortened, spell_minutes, spell_moment
from bot.use_cases.dialogues.rules.scope import Scope
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words

ANSWER_WORDS = {Answer.GOING: "Going", Answer.MAYBE: "Maybe", Answer.CANNOT: "Can't"}
SCOPE_LABELS = {
    Scope.ONE: "This one",
    Scope.LATER: "This and all later",
    Scope.WHOLE: "The whole series",
}
"""How far a change reaches, for buttons and forms."""
_HEARD = {Answer.GOING: "Going to", Answer.MAYBE: "Maybe to", Answer.CANNOT: "Can't come to"}
_SHOWN_LINK = 120


def title_line(dialogue: Dialogue, before: str = "") -> kit.Element:
    """The title, bold and literal, behind a few words of ours."""
    return kit.line(kit.bold(f"{before}{dialogue.title}"))


def time_line(dialogue: Dialogue) -> kit.Element:
    """The reader's own time, with the length."""
    when = kit.moment(dialogue.starts_at, dialogue.zone)
    return kit.line(when, " (your time), ", spell_minutes(dialogue.minutes))


def spelled_line(dialogue: Dialogue) -> kit.Element:
    """The same moment spelled out in the zone that the dialogue is planned in."""
    return kit.line(spell_moment(dialogue.starts_at, dialogue.zone))


def link_line(dialogue: Dialogue) -> kit.Element:
    """The address to join at; an empty line, which falls out, where there is none."""
    if dialogue.link is None:
        return kit.line()
    return kit.line("Link: ", kit.link(dialogue.link, shortened(dialogue.link, _SHOWN_LINK)))


def audience_line(dialogue: Dialogue) -> kit.Element:
    return kit.line(f"For {audience_words(dialogue.audience)}")


def chairs_line(names: Sequence[str]) -> kit.Element:
    """Who chairs, by display name: a mention would ping where all can read it."""
    return (
        kit.line(f"Chaired by {listed([set_apart(name) for name in names])}")
        if names
        else kit.line()
    )


def members_line(coming: int, invited: int) -> kit.Element:
    """ "6 of 9 member organisations are coming"; an empty line where none is invited."""
    if not invited:
        return kit.line()
    are = "is" if coming == 1 else "are"
    return kit.line(f"{coming} of {count(invited, 'member organisation')} {are} coming")


def answer_buttons(
    dialogue: Dialogue,
    *,
    counts: Mapping[Answer, int] | None = None,
    own: Answer | None = None,
    place: str = "",
) -> list[kit.Element]:
    """Going, Maybe, Can't: with how many said so, or with the reader's own marked.

    `place` says in which private message the button stands, so that it can be redrawn.
    """
    buttons = []
    for answer, words in ANSWER_WORDS.items():
        shown = f"{words} {counts[answer]}" if counts and counts.get(answer) else words
        heard = f"{_HEARD[answer]} {dialogue.title}"
        if answer is own:
            shown, heard = f"✓ {shown}", f"Your answer: {heard}"
        buttons.append(
            kit.button(
                shown,
                f"dialogue.rsvp:{answer.value}",
                f"{dialogue.reference}|{answer.value}|{place}",
                says=heard,
                style="primary" if answer is own else None,
            )
        )
    return buttons


def delegate_select(dialogue: Dialogue, named: str | None = None) -> kit.Element:
    """Whom one who can't come sends instead; `named`: who that is now, a user id."""
    element: kit.Element = {
        "type": "users_select",
        "action_id": f"dialogue.delegate:{dialogue.reference}",
        "placeholder": kit.plain("Name a delegate", kit.PLACEHOLDER),
    }
    return element | ({"initial_user": named} if named else {})


def nobody_button(dialogue: Dialogue) -> kit.Element:
    return kit.button("Nobody comes instead", "dialogue.alone", dialogue.reference)


def show_button(dialogue: Dialogue) -> kit.Element:
    return kit.button(
        "Details", "dialogue.show", dialogue.reference, says=f"Details of {dialogue.title}"
    )


def suggest_button(dialogue: Dialogue) -> kit.Element:
    """Opens a form."""
    heard = f"Suggest an agenda item for {dialogue.title}"
    return kit.button("Suggest agenda item", "agenda.suggest", dialogue.reference, says=heard)


def agenda_button(dialogue: Dialogue) -> kit.Element:
    heard = f"Agenda of {dialogue.title}"
    return kit.button("Agenda", "agenda.show", dialogue.reference, says=heard)


def calendar_button(dialogue: Dialogue) -> kit.Element:
    """Answered with a file in the presser's direct messages."""
    heard = f"Add to calendar: {dialogue.title}"
    return kit.button("Add to calendar", "calendar.file", dialogue.reference, says=heard)


def afterwards_button(dialogue: Dialogue) -> kit.Element:
    """For a chair, of one that is over."""
    heard = f"It did not take place: {dialogue.title}"
    return kit.button(
        "It did not take place…", "dialogue.cancel", dialogue.reference, style="danger", says=heard
    )


def change_buttons(dialogue: Dialogue) -> list[kit.Element]:
    """Each opens a form."""
    heard = dialogue.title
    return [
        kit.button("Move…", "dialogue.move", dialogue.reference, says=f"Move {heard}"),
        kit.button("Edit…", "dialogue.edit", dialogue.reference, says=f"Edit {heard}"),
        kit.button(
            "Cancel…", "dialogue.cancel", dialogue.reference, style="danger", says=f"Cancel {heard}"
        ),
    ]
