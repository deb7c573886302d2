"""Where calls about groups go."""

from handlers.slack.features.groups import blocks, commands, forms, notifications
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg"): Route(commands.run_overview),
    (Kind.COMMAND, "/wg setup"): Route(commands.run_setup, opens=forms.SETUP_TITLE),
    (Kind.COMMAND, "/wg settings"): Route(commands.run_settings, opens=forms.SETTINGS_TITLE),
    (Kind.COMMAND, "/wg role"): Route(commands.run_role, writes=True, names=True),
    (Kind.PRESS, notifications.DELETE): Route(commands.press_delete, writes=True),
    (Kind.SUBMISSION, forms.SETUP): Route(
        forms.set_up,
        writes=True,
        edits=forms.setup_form,
        together=[("digest_weekday", "digest_time")],
    ),
    (Kind.SUBMISSION, blocks.SETTINGS): Route(
        forms.submit_settings,
        writes=True,
        edits=form_again(forms.settings_form, "group"),
        together=[("digest_weekday", "digest_time"), ("spotlight_weekday", "spotlight_time")],
    ),
    (Kind.PRESS, blocks.SETTINGS): Route(commands.press_settings, opens=forms.SETTINGS_TITLE),
    (Kind.PRESS, blocks.RUN): Route(commands.press_command),
    (Kind.PRESS, blocks.HELP): Route(commands.show_help),
}
