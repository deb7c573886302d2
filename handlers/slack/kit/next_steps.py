"""What to type for each next step that a refusal or a notice names."""

from bot.domain import NextStep
from bot.languages import N_, _

STEPS = {
    NextStep.REOPEN_ACTION: N_("To change it, type /action reopen {about} first."),
    NextStep.SHOW_DECISION: N_("To see it as it is now: /decision show {about}."),
    NextStep.SHOW_PRACTICE: N_("Please look at it as it is now: /practice show {about}."),
    NextStep.SHARE_PRACTICE: N_("You can share a new one with /practice share."),
    NextStep.DRAFT_MINUTES: N_("To draft them, type /dialogue minutes {about}."),
    NextStep.FIND_SLOTS: N_("For example: /dialogue find 60m in the next 3 weeks"),
    NextStep.SEE_COMMANDS: N_("/wg help lists the commands."),
    NextStep.SEE_MEMBERS: N_("/wg members lists everybody."),
    NextStep.SEE_WHY: N_("/wg why tells more."),
    NextStep.ASSIGN_PERSON: N_("The secretariat can assign people with /wg roster."),
    NextStep.NAME_CHAIR: N_("Please name one: type /wg role @person chair in its channel."),
    NextStep.CHOOSE_DEPUTY: N_("You can choose another one with /wg away."),
    NextStep.CHANGE_SETTINGS: N_("/wg settings has what chairs can change."),
    NextStep.PREVIEW_DIGEST: N_("/digest preview shows what there is since."),
    NextStep.INVITE_APP: N_("Please type /invite @Convenor in it, and I go on by myself."),
    NextStep.INVITE_APP_IF_OUT: N_("If I am not in it then, please type /invite @Convenor in it."),
    NextStep.INVITE_APP_FIRST: N_("Please type /invite @Convenor there first."),
    NextStep.INVITE_APP_AND_SET_UP: N_(
        "Please type /invite @Convenor here, and then /wg setup again."
    ),
    NextStep.SET_UP_IF_SEEN: N_(
        "If I am not in it, please type /invite @Convenor and then /wg setup again; if I am, "
        "please try again in a minute."
    ),
    NextStep.SET_UP_IN_CHANNEL: N_("Please type /wg setup in the channel of the group."),
}


def with_step(words: str, step: NextStep | None, about: str = "") -> str:
    """The words, and what to type at their end."""
    return f"{words} {_(STEPS[step], about=about)}" if step else words
