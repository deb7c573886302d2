"""Buttons on decisions: in lists, below one, and below the message that it was recorded from."""

from datetime import datetime

from bot.domain.decision import Stance
from bot.domain.reference import DECISION, read_reference
from bot.languages import _
from bot.use_cases.decisions.answer import AnswerProposal, answer_proposal, answerable_proposal
from bot.use_cases.decisions.propose import ExtendProposal, extend_proposal
from handlers.slack.features.decisions.commands import edit_asked, withdraw_asked
from handlers.slack.features.decisions.proposing import say_modal
from handlers.slack.features.decisions.replies import (
    answered_reply,
    confirm_reply,
    history_reply,
    list_reply,
    show_reply,
)
from handlers.slack.request import Answer, Scene, ShowView, read_number
from handlers.slack.request.carried_values import NotOurs, read_choice


def press_show(scene: Scene) -> Answer:
    return show_reply(scene, _number(scene))


def press_history(scene: Scene) -> Answer:
    return history_reply(scene, _number(scene))


def press_history_page(scene: Scene) -> Answer:
    """Another page in the place of this one."""
    return history_reply(scene, _number(scene), read_number(scene.call.about), replace=True)


def press_edit(scene: Scene) -> Answer:
    return edit_asked(scene, _number(scene))


def press_withdraw(scene: Scene) -> Answer:
    return withdraw_asked(scene, _number(scene))


def press_page(scene: Scene) -> Answer:
    """Previous and Next: "<offset> <words>"."""
    offset, _sep, words = scene.call.value.partition(" ")
    return list_reply(scene, words, read_number(offset), replace=True)


def press_answer(scene: Scene) -> Answer:
    """Agree, Need time and Abstain: at once, and told to who pressed alone."""
    number, revision, stance = _asked(scene)
    wish = AnswerProposal(number=number, revision=revision, stance=stance)
    return answered_reply(scene, answer_proposal(wish, scene.context))


def press_say(scene: Scene) -> Answer:
    """Agree with comment, Object and Comment: the form for the words."""
    number, revision, stance = _asked(scene)
    decision, *_rest = answerable_proposal(number, revision, stance, scene.context)
    return ShowView(say_modal(decision, revision, stance))


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
    wish = ExtendProposal(number=read_reference(DECISION, reference), closes_at=closes_at)
    outcome = extend_proposal(wish, scene.context)
    words = (
        _("Extended.") if outcome.changed else _("It was extended already. Nothing was changed.")
    )
    return confirm_reply(scene, words, outcome)


def _number(scene: Scene) -> int:
    return read_reference(DECISION, scene.call.value)
