"""Where calls about minutes go."""

from handlers.slack.features.minutes import blocks, buttons, commands, corrections, forms
from handlers.slack.kit.catalogue import MINUTES_SHORTCUT
from handlers.slack.request import Kind, Route
from handlers.slack.request.events import REACTION, THREAD

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue minutes"): Route(run=commands.run_minutes, writes=True),
    (Kind.EVENT, THREAD): Route(run=commands.message_said, writes=True),
    (Kind.EVENT, REACTION): Route(run=commands.emoji_changed, writes=True),
    (Kind.SHORTCUT, MINUTES_SHORTCUT.id): Route(
        run=commands.draft_from_thread, opens=forms.THREAD_TITLE
    ),
    (Kind.SUBMISSION, forms.THREAD): Route(run=buttons.submit_thread, writes=True),
    (Kind.PRESS, forms.NOTES): Route(run=buttons.press_notes, opens=forms.NOTES_TITLE),
    (Kind.SUBMISSION, forms.NOTES): Route(
        run=buttons.submit_notes, writes=True, edits=buttons.notes_form_now
    ),
    (Kind.PRESS, forms.LINES): Route(run=buttons.press_lines, opens=forms.LINES_TITLE, names=True),
    (Kind.SUBMISSION, forms.LINES): Route(
        run=buttons.submit_lines, writes=True, edits=buttons.lines_form_now, names=True
    ),
    (Kind.PRESS, "minutes.confirm"): Route(run=buttons.press_confirm, writes=True, names=True),
    (Kind.PRESS, forms.SEAL): Route(run=buttons.press_seal, opens=forms.SEAL_TITLE, names=True),
    (Kind.SUBMISSION, forms.SEAL): Route(run=buttons.submit_seal, writes=True, names=True),
    (Kind.PRESS, forms.CIRCULATE): Route(
        run=corrections.press_circulate, opens=forms.CIRCULATE_TITLE
    ),
    (Kind.SUBMISSION, forms.CIRCULATE): Route(run=corrections.submit_circulate, writes=True),
    (Kind.PRESS, forms.SUGGEST): Route(run=corrections.press_suggest, opens=forms.SUGGEST_TITLE),
    (Kind.SUBMISSION, forms.SUGGEST): Route(run=corrections.submit_suggest, writes=True),
    (Kind.PRESS, "minutes.corrections"): Route(run=corrections.press_corrections),
    (Kind.PRESS, "minutes.take"): Route(run=corrections.press_take, writes=True, names=True),
    (Kind.PRESS, "minutes.leave"): Route(run=corrections.press_leave, writes=True),
    (Kind.PRESS, "minutes.byhand"): Route(run=corrections.press_by_hand, writes=True),
    (Kind.PRESS, "minutes.read"): Route(run=buttons.press_read, opens=forms.READ_TITLE),
    (Kind.PRESS, "minutes.file"): Route(run=buttons.press_file, names=True),
    (Kind.PRESS, "minutes.chatham"): Route(run=buttons.press_chatham, writes=True),
    (Kind.PRESS, blocks.CANVAS): Route(run=buttons.press_canvas, writes=True),
    (Kind.PRESS, "minutes.again"): Route(run=buttons.press_again, writes=True),
    (Kind.PRESS, forms.CORRECT): Route(run=buttons.press_correct, opens=forms.CORRECT_TITLE),
    (Kind.SUBMISSION, forms.CORRECT): Route(run=buttons.submit_correct, writes=True),
}
