"""Where calls about decisions go."""

from handlers.slack.features.decisions import blocks, commands, forms, proposals, proposing
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/decision"): Route(commands.run_list),
    (Kind.COMMAND, "/decision list"): Route(commands.run_list),
    (Kind.COMMAND, "/decision show"): Route(commands.run_show),
    (Kind.COMMAND, "/decision history"): Route(commands.run_history),
    (Kind.COMMAND, "/decision record"): Route(commands.run_record, opens=forms.RECORD_TITLE),
    (Kind.COMMAND, "/decision propose"): Route(commands.run_propose, opens=proposing.PROPOSE_TITLE),
    (Kind.COMMAND, "/decision edit"): Route(commands.run_edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/decision withdraw"): Route(commands.run_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.RECORD): Route(commands.run_record, opens=forms.RECORD_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(commands.press_show),
    (Kind.PRESS, blocks.HISTORY): Route(commands.press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(commands.press_history_page),
    (Kind.PRESS, blocks.EDIT): Route(commands.press_edit, opens=forms.EDIT_TITLE),
    (Kind.PRESS, blocks.WITHDRAW): Route(commands.press_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.LIST_PAGE): Route(commands.press_page),
    (Kind.PRESS, proposals.PROPOSE): Route(commands.run_propose, opens=proposing.PROPOSE_TITLE),
    (Kind.PRESS, proposals.REVISE): Route(commands.press_edit, opens=proposing.REVISE_TITLE),
    (Kind.PRESS, proposals.EXTEND): Route(commands.press_extend, writes=True),
    (Kind.PRESS, proposals.ANSWER): Route(commands.press_answer, writes=True),
    (Kind.PRESS, proposals.SAY): Route(commands.press_say, opens=proposing.SAY_TITLE),
    (Kind.PRESS, proposing.PREVIEW): Route(proposing.press_preview),
    (Kind.SUBMISSION, proposals.PROPOSE): Route(proposing.submit_propose, writes=True),
    (Kind.SUBMISSION, proposals.REVISE): Route(
        proposing.submit_revise, writes=True, edits=form_again(proposing.revise_form_of)
    ),
    (Kind.SUBMISSION, proposals.SAY): Route(proposing.submit_say, writes=True),
    (Kind.SUBMISSION, blocks.RECORD): Route(forms.submit_record, writes=True),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        forms.submit_edit, writes=True, edits=form_again(forms.edit_form)
    ),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(forms.submit_withdraw, writes=True),
    (Kind.OPTIONS, blocks.AGREED): Route(forms.suggest_agreed),
}
