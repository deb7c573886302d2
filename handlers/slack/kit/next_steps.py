"""What to type for each next step that a refusal or a notice names."""

from bot.domain.next_steps import NextStep

STEPS = {
    NextStep.REOPEN_ACTION: "To change it, type /action reopen {about} first.",
    NextStep.SHOW_ACTION: (
        "/action show {about} shows it, with buttons to complete it or hand it over."
    ),
    NextStep.SHOW_DECISION: "To see it as it is now: /decision show {about}.",
    NextStep.SHOW_PRACTICE: "Please look at it as it is now: /practice show {about}.",
    NextStep.SHARE_PRACTICE: "You can share a new one with /practice share.",
    NextStep.DRAFT_MINUTES: "To draft them, type /dialogue minutes {about}.",
    NextStep.FIND_SLOTS: "For example: /dialogue find 60m in the next 3 weeks",
    NextStep.SEE_COMMANDS: "/wg help lists the commands.",
    NextStep.SEE_MEMBERS: "/wg members lists everybody.",
    NextStep.SEE_WHY: "/wg why tells more.",
    NextStep.ASSIGN_PERSON: "The secretariat can assign people with /wg roster.",
    NextStep.NAME_CHAIR: "Please name one: type /wg role @person chair in its channel.",
    NextStep.CHOOSE_DEPUTY: "You can choose another one with /wg away.",
    NextStep.CHANGE_SETTINGS: "/wg settings has what chairs can change.",
    NextStep.PREVIEW_DIGEST: "/digest preview shows what there is since.",
    NextStep.INVITE_APP: "Please type /invite @Convenor in it, and I go on by myself.",
    NextStep.INVITE_APP_IF_OUT: "If I am not in it then, please type /invite @Convenor in it.",
    NextStep.INVITE_APP_FIRST: "Please type /invite @Convenor there first.",
    NextStep.INVITE_APP_AND_SET_UP: (
        "Please type /invite @Convenor here, and then /wg setup again."
    ),
    NextStep.SET_UP_IF_SEEN: (
        "If I am not in it, please type /invite @Convenor and then /wg setup again; if I am, "
        "please try again in a minute."
    ),
    NextStep.SET_UP_IN_CHANNEL: "Please type /wg setup in the channel of the group.",
}


def with_step(words: str, step: NextStep | None, about: str = "") -> str:
    """The words, and what to type at their end."""
    return f"{words} {STEPS[step].format(about=about)}" if step else words
