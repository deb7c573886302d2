"""Where calls about minutes go."""

from handlers.slack.features.minutes import blocks, buttons, commands, corrections, forms
from handlers.slack.kit.catalogue import MINUTES_SHORTCUT
from handlers.slack.request import Kind, Route
from handlers.slack.request.events import REACTION, THREAD

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue minutes"): Route(commands.run_minutes, writes=True),
    (Kind.EVENT, THREAD): Route(commands.message_said, writes=True),
    (Kind.EVENT, REACTION): Route(commands.emoji_changed, writes=True),
    (Kind.SHORTCUT, MINUTES_SHORTCUT.id): Route(
        commands.draft_from_thread, opens=forms.THREAD_TITLE
    ),
    (Kind.SUBMISSION, forms.THREAD): Route(buttons.submit_thread, writes=True),
    (Kind.PRESS, forms.NOTES): Route(buttons.press_notes, opens=forms.NOTES_TITLE),
    (Kind.SUBMISSION, forms.NOTES): Route(
        buttons.submit_notes, writes=True, edits=buttons.form_at_page(forms.notes_form)
    ),
    (Kind.PRESS, forms.LINES): Route(buttons.press_lines, opens=forms.LINES_TITLE, names=True),
    (Kind.SUBMISSION, forms.LINES): Route(
        buttons.submit_lines, writes=True, edits=buttons.form_at_page(forms.lines_form), names=True
    ),
    (Kind.PRESS, "minutes.confirm"): Route(buttons.press_confirm, writes=True, names=True),
    (Kind.PRESS, forms.SEAL): Route(buttons.press_seal, opens=forms.SEAL_TITLE, names=True),
    (Kind.SUBMISSION, forms.SEAL): Route(buttons.submit_seal, writes=True, names=True),
    (Kind.PRESS, forms.CIRCULATE): Route(corrections.press_circulate, opens=forms.CIRCULATE_TITLE),
    (Kind.SUBMISSION, forms.CIRCULATE): Route(corrections.submit_circulate, writes=True),
    (Kind.PRESS, forms.SUGGEST): Route(corrections.press_suggest, opens=forms.SUGGEST_TITLE),
    (Kind.SUBMISSION, forms.SUGGEST): Route(corrections.submit_suggest, writes=True),
    (Kind.PRESS, "minutes.corrections"): Route(corrections.press_corrections),
    (Kind.PRESS, "minutes.take"): Route(corrections.press_take, writes=True, names=True),
    (Kind.PRESS, "minutes.leave"): Route(corrections.press_leave, writes=True),
    (Kind.PRESS, "minutes.byhand"): Route(corrections.press_by_hand, writes=True),
    (Kind.PRESS, "minutes.read"): Route(buttons.press_read, opens=forms.READ_TITLE),
    (Kind.PRESS, "minutes.file"): Route(buttons.press_file, names=True),
    (Kind.PRESS, "minutes.chatham"): Route(buttons.press_chatham, writes=True),
    (Kind.PRESS, blocks.CANVAS): Route(buttons.press_canvas, writes=True),
    (Kind.PRESS, "minutes.again"): Route(buttons.press_again, writes=True),
    (Kind.PRESS, forms.CORRECT): Route(buttons.press_correct, opens=forms.CORRECT_TITLE),
    (Kind.SUBMISSION, forms.CORRECT): Route(buttons.submit_correct, writes=True),
}
