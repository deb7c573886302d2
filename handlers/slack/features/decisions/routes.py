"""Where calls about decisions go."""

from handlers.slack.features.decisions import blocks, commands, forms, proposals, proposing
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/decision"): Route(run=commands.run_list),
    (Kind.COMMAND, "/decision list"): Route(run=commands.run_list),
    (Kind.COMMAND, "/decision show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/decision history"): Route(run=commands.run_history),
    (Kind.COMMAND, "/decision record"): Route(run=commands.run_record, opens=forms.RECORD_TITLE),
    (Kind.COMMAND, "/decision propose"): Route(
        run=commands.run_propose, opens=proposing.PROPOSE_TITLE
    ),
    (Kind.COMMAND, "/decision edit"): Route(run=commands.run_edit, opens=forms.EDIT_TITLE),
    (Kind.COMMAND, "/decision withdraw"): Route(
        run=commands.run_withdraw, opens=forms.WITHDRAW_TITLE
    ),
    (Kind.PRESS, blocks.RECORD): Route(run=commands.run_record, opens=forms.RECORD_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(run=commands.press_show),
    (Kind.PRESS, blocks.HISTORY): Route(run=commands.press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(run=commands.press_history_page),
    (Kind.PRESS, blocks.EDIT): Route(run=commands.press_edit, opens=forms.EDIT_TITLE),
    (Kind.PRESS, blocks.WITHDRAW): Route(run=commands.press_withdraw, opens=forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.LIST_PAGE): Route(run=commands.press_page),
    (Kind.PRESS, proposals.PROPOSE): Route(run=commands.run_propose, opens=proposing.PROPOSE_TITLE),
    (Kind.PRESS, proposals.REVISE): Route(run=commands.press_edit, opens=proposing.REVISE_TITLE),
    (Kind.PRESS, proposals.EXTEND): Route(run=commands.press_extend, writes=True),
    (Kind.PRESS, proposals.ANSWER): Route(run=commands.press_answer, writes=True),
    (Kind.PRESS, proposals.SAY): Route(run=commands.press_say, opens=proposing.SAY_TITLE),
    (Kind.PRESS, proposing.PREVIEW): Route(run=proposing.press_preview),
    (Kind.SUBMISSION, proposals.PROPOSE): Route(run=proposing.submit_propose, writes=True),
    (Kind.SUBMISSION, proposals.REVISE): Route(
        run=proposing.submit_revise, writes=True, edits=form_again(proposing.revise_form_of)
    ),
    (Kind.SUBMISSION, proposals.SAY): Route(run=proposing.submit_say, writes=True),
    (Kind.SUBMISSION, blocks.RECORD): Route(run=forms.submit_record, writes=True),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        run=forms.submit_edit, writes=True, edits=form_again(forms.edit_form)
    ),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(run=forms.submit_withdraw, writes=True),
    (Kind.OPTIONS, blocks.AGREED): Route(run=forms.suggest_agreed),
}
