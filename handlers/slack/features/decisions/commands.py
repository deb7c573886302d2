"""/decision and its verbs."""

from bot.domain import limits
from bot.domain.decision import DecisionStatus
from bot.domain.search_words import words_in_text
from bot.languages import _
from bot.use_cases.decisions.rules import changeable_decision
from handlers.slack.features.decisions.forms import edit_form, record_form, withdraw_modal
from handlers.slack.features.decisions.parsing import read_named, read_shown
from handlers.slack.features.decisions.proposing import propose_form, revise_form_of
from handlers.slack.features.decisions.replies import history_reply, list_reply, show_reply
from handlers.slack.kit.refilling import refilled
from handlers.slack.kit.slack_text import reason_in
from handlers.slack.request import Answer, Scene, ShowView, say_words

_SEARCH = 200
"""Characters of a search; it has to fit into the buttons that turn its pages."""


def run_list(scene: Scene) -> Answer:
    """/decision, and /decision list words."""
    typed = " ".join(scene.words.split())
    if typed and not words_in_text(typed):
        return say_words("What do you want to find? For example: /decision list age assurance.")
    words = limits.checked_text(typed, _SEARCH, field="words", what=_("The search"), needed=False)
    return list_reply(scene, words)


def run_record(scene: Scene) -> Answer:
    """/decision record, with the text that was typed, and the button: the form."""
    title = limits.checked_text(
        scene.words, limits.TITLE, field="title", what=_("The decision"), needed=False
    )
    return ShowView(refilled(record_form(scene), {"title": title}))


def run_propose(scene: Scene) -> Answer:
    """/decision propose, with the text that was typed, and the button: the form."""
    title = limits.checked_text(
        scene.words, limits.TITLE, field="title", what=_("The proposal"), needed=False
    )
    return ShowView(refilled(propose_form(scene), {"title": title}))


def run_show(scene: Scene) -> Answer:
    return show_reply(scene, read_shown(scene.words, "show"))


def run_history(scene: Scene) -> Answer:
    return history_reply(scene, read_shown(scene.words, "history"))


def run_edit(scene: Scene) -> Answer:
    return edit_asked(scene, read_shown(scene.words, "edit"))


def edit_asked(scene: Scene, number: int) -> Answer:
    """The form of a decision; of a proposal that is not adopted the one for another text."""
    decision, _group = changeable_decision(number, scene.context)
    form = revise_form_of if decision.revisable else edit_form
    return ShowView(form(scene, number))


def run_withdraw(scene: Scene) -> Answer:
    """/decision withdraw R7 because …: the form, with the reason that was typed."""
    number, rest = read_named(scene.words, "withdraw")
    return withdraw_asked(scene, number, reason_in(rest))


def withdraw_asked(scene: Scene, number: int, reason: str = "") -> Answer:
    """The form that asks for the reason; the decision, where it is withdrawn already."""
    decision, _group = changeable_decision(number, scene.context)
    if decision.status is DecisionStatus.WITHDRAWN:
        return show_reply(scene, number)
    reason = limits.checked_text(
        reason, limits.SUMMARY, field="reason", what=_("The reason"), needed=False
    )
    return ShowView(refilled(withdraw_modal(decision), {"reason": reason}))
