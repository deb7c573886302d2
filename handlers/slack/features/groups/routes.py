"""Where calls about groups go."""

from handlers.slack.features.groups import blocks, commands, forms, notifications
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg"): Route(run=commands.run_overview),
    (Kind.COMMAND, "/wg setup"): Route(run=commands.run_setup, opens=forms.SETUP_TITLE),
    (Kind.COMMAND, "/wg settings"): Route(run=commands.run_settings, opens=forms.SETTINGS_TITLE),
    (Kind.COMMAND, "/wg role"): Route(run=commands.run_role, writes=True, names=True),
    (Kind.PRESS, notifications.DELETE): Route(run=commands.press_delete, writes=True),
    (Kind.SUBMISSION, forms.SETUP): Route(
        run=forms.set_up,
        writes=True,
        edits=commands.setup_form,
        together=[("digest_weekday", "digest_time")],
    ),
    (Kind.SUBMISSION, forms.SETTINGS): Route(
        run=forms.submit_settings,
        writes=True,
        edits=commands.settings_form_now,
        together=[("digest_weekday", "digest_time"), ("spotlight_weekday", "spotlight_time")],
    ),
    (Kind.PRESS, blocks.SETTINGS): Route(run=commands.press_settings, opens=forms.SETTINGS_TITLE),
    (Kind.PRESS, blocks.RUN): Route(run=commands.press_command),
    (Kind.PRESS, blocks.HELP): Route(run=commands.show_help),
}
