"""Where calls about agendas and attendance go."""

from handlers.slack.features.agendas import listening, modals
from handlers.slack.request.context import Route
from handlers.slack.request.request import Kind

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue agenda"): Route(run=listening.typed, writes=True),
    (Kind.PRESS, "agenda.show"): Route(run=listening.shown),
    (Kind.PRESS, modals.SUGGEST): Route(run=listening.suggest_form, opens=modals.SUGGEST_TITLE),
    (Kind.PRESS, modals.ARRANGE): Route(run=listening.arrange_form, opens=modals.ARRANGE_TITLE),
    (Kind.PRESS, modals.CARRY): Route(run=listening.carry_form, opens=modals.CARRY_TITLE),
    (Kind.PRESS, "attendance.confirm"): Route(run=listening.attendance_confirmed, writes=True),
    (Kind.PRESS, modals.ATTENDANCE): Route(
        run=listening.attendance_form, opens=modals.ATTENDANCE_TITLE
    ),
    (Kind.SUBMISSION, modals.SUGGEST): Route(run=listening.suggest_sent, writes=True),
    (Kind.SUBMISSION, modals.ARRANGE): Route(run=listening.arrange_sent, writes=True),
    (Kind.SUBMISSION, modals.CARRY): Route(run=listening.carry_sent, writes=True),
    (Kind.SUBMISSION, modals.ATTENDANCE): Route(run=listening.attendance_sent, writes=True),
}
