"""/decision, its verbs and its buttons."""

from collections.abc import Callable
from datetime import datetime

from bot.domain import limits
from bot.domain.decision import DecisionStatus, Stance
from bot.domain.reference import DECISION, read_reference
from bot.domain.search_words import words_in_text
from bot.languages import N_, _
from bot.use_cases.decisions.answer import AnswerProposal, answer_proposal, answerable_proposal
from bot.use_cases.decisions.propose import extend_proposal
from bot.use_cases.decisions.rules import changeable_decision
from handlers.slack.features.decisions import blocks, forms, proposals, proposing, replies
from handlers.slack.features.decisions.forms import edit_form, record_form, withdraw_form
from handlers.slack.features.decisions.parsing import read_named, read_shown
from handlers.slack.features.decisions.proposing import propose_form, revise_form, say_form
from handlers.slack.kit import View, reason_in, refilled
from handlers.slack.request import Answer, Kind, Route, Scene, ShowView, say_words
from handlers.slack.request.carried_values import (
    SEARCH,
    NotOurs,
    read_choice,
    read_number,
    read_page,
)
from handlers.slack.request.context import about_number, form_again


def run_list(scene: Scene) -> Answer:
    """/decision, and /decision list words."""
    typed = " ".join(scene.words.split())
    if typed and not words_in_text(typed):
        return say_words("What do you want to find? For example: /decision list age assurance.")
    words = limits.checked_text(typed, SEARCH, field="words", what=_("The search"), needed=False)
    return replies.list_reply(scene, words)


def run_record(scene: Scene) -> Answer:
    """/decision record, with the text that was typed, and the button: the form."""
    return _titled(scene, record_form(scene), _("The decision"))


def run_propose(scene: Scene) -> Answer:
    """/decision propose, with the text that was typed, and the button: the form."""
    return _titled(scene, propose_form(scene), _("The proposal"))


def _titled(scene: Scene, form: View, what: str) -> Answer:
    title = limits.checked_text(scene.words, limits.TITLE, field="title", what=what, needed=False)
    return ShowView(refilled(form, {"title": title}))


def edit_asked(scene: Scene, number: int) -> Answer:
    """The form of a decision; of a proposal that is not adopted the one for another text."""
    decision, _group = changeable_decision(number, scene.context)
    form = revise_form if decision.revisable else edit_form
    return ShowView(form(scene, number))


def run_withdraw(scene: Scene) -> Answer:
    """/decision withdraw R7 because …: the form, with the reason that was typed."""
    number, rest = read_named(scene.words, "withdraw")
    return withdraw_asked(scene, number, reason_in(rest))


def withdraw_asked(scene: Scene, number: int, reason: str = "") -> Answer:
    """The form that asks for the reason; the decision, where it is withdrawn already."""
    decision, _group = changeable_decision(number, scene.context)
    if decision.status is DecisionStatus.WITHDRAWN:
        return replies.show_reply(scene, number)
    what = _("The reason")
    reason = limits.checked_text(reason, limits.SUMMARY, field="reason", what=what, needed=False)
    return ShowView(refilled(withdraw_form(decision), {"reason": reason}))


def _number(scene: Scene) -> int:
    return read_reference(DECISION, scene.call.value)


def _alone(verb: str) -> Callable[[Scene], int]:
    return lambda scene: read_shown(scene.words, verb)


run_show = about_number(replies.show_reply, _alone("show"))
run_history = about_number(replies.history_reply, _alone("history"))
run_edit = about_number(edit_asked, _alone("edit"))
press_show = about_number(replies.show_reply, _number)
press_history = about_number(replies.history_reply, _number)
press_edit = about_number(edit_asked, _number)
press_withdraw = about_number(withdraw_asked, _number)


def press_history_page(scene: Scene) -> Answer:
    """Another page in the place of this one."""
    return replies.history_reply(scene, _number(scene), read_number(scene.call.about), replace=True)


def press_page(scene: Scene) -> Answer:
    """Previous and Next, also of a search for words."""
    offset, words = read_page(scene.call.value)
    return replies.list_reply(scene, words, offset, replace=True)


def press_answer(scene: Scene) -> Answer:
    """Agree, Need time and Abstain: at once, and told to who pressed alone."""
    number, revision, stance = _asked(scene)
    wish = AnswerProposal(number=number, revision=revision, stance=stance)
    return replies.answered_reply(scene, answer_proposal(wish, scene.context))


def press_say(scene: Scene) -> Answer:
    """Agree with comment, Object and Comment: the form for the words."""
    number, revision, stance = _asked(scene)
    decision, *_rest = answerable_proposal(number, revision, stance, scene.context)
    return ShowView(say_form(decision, revision, stance))


def _asked(scene: Scene) -> tuple[int, int, Stance]:
    """ "R7 2": the text that was read; the answer is in the button's name."""
    reference, _sep, revision = scene.call.value.partition(" ")
    stance = read_choice(Stance, scene.call.about)
    return read_reference(DECISION, reference), read_number(revision), stance


def press_extend(scene: Scene) -> Answer:
    """Extend by the group's days: "R7 <the deadline that was shown>"."""
    reference, _sep, shown = scene.call.value.partition(" ")
    try:
        closes_at = datetime.fromisoformat(shown)
    except ValueError:
        raise NotOurs from None
    number = read_reference(DECISION, reference)
    outcome = extend_proposal(number, closes_at, scene.context)
    already = N_("It was extended already. Nothing was changed.")
    words = N_("Extended.") if outcome.changed else already
    return replies.confirm_reply(scene, words, outcome)


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/decision"): Route(run_list),
    (Kind.COMMAND, "/decision list"): Route(run_list),
    (Kind.COMMAND, "/decision show"): Route(run_show),
    (Kind.COMMAND, "/decision history"): Route(run_history),
    (Kind.COMMAND, "/decision record"): Route(run_record, opens=forms.RECORD_TITLE),
    (Kind.COMMAND, "/decision propose"): Route(run_propose, opens=proposing.PROPOSE_TITLE),
    (Kind.COMMAND, "/decision edit"): Route(run_edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/decision withdraw"): Route(run_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.RECORD): Route(run_record, opens=forms.RECORD_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(press_show),
    (Kind.PRESS, blocks.HISTORY): Route(press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(press_history_page),
    (Kind.PRESS, blocks.EDIT): Route(press_edit, opens=forms.EDIT_TITLE),
    (Kind.PRESS, blocks.WITHDRAW): Route(press_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.LIST_PAGE): Route(press_page),
    (Kind.PRESS, proposals.PROPOSE): Route(run_propose, opens=proposing.PROPOSE_TITLE),
    (Kind.PRESS, proposals.REVISE): Route(press_edit, opens=proposing.REVISE_TITLE),
    (Kind.PRESS, proposals.EXTEND): Route(press_extend, writes=True),
    (Kind.PRESS, proposals.ANSWER): Route(press_answer, writes=True),
    (Kind.PRESS, proposals.SAY): Route(press_say, opens=proposing.SAY_TITLE),
    (Kind.PRESS, proposing.PREVIEW): Route(proposing.press_preview),
    (Kind.SUBMISSION, proposals.PROPOSE): Route(proposing.submit_propose, writes=True),
    (Kind.SUBMISSION, proposals.REVISE): Route(
        proposing.submit_revise, writes=True, edits=form_again(proposing.revise_form)
    ),
    (Kind.SUBMISSION, proposals.SAY): Route(proposing.submit_say, writes=True),
    (Kind.SUBMISSION, blocks.RECORD): Route(forms.submit_record, writes=True),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        forms.submit_edit, writes=True, edits=form_again(forms.edit_form)
    ),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(forms.submit_withdraw, writes=True),
    (Kind.OPTIONS, blocks.AGREED): Route(forms.suggest_agreed),
}
