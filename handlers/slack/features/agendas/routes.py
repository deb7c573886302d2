"""Where calls about agendas and attendance go."""

from handlers.slack.features.agendas import buttons, forms
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue agenda"): Route(run=buttons.run_agenda, writes=True, names=True),
    (Kind.PRESS, "agenda.show"): Route(run=buttons.press_agenda),
    (Kind.PRESS, forms.SUGGEST): Route(run=buttons.suggest_form, opens=forms.SUGGEST_TITLE),
    (Kind.PRESS, forms.ARRANGE): Route(run=buttons.arrange_form, opens=forms.ARRANGE_TITLE),
    (Kind.PRESS, forms.CARRY): Route(run=buttons.carry_form, opens=forms.CARRY_TITLE),
    (Kind.PRESS, "attendance.confirm"): Route(run=buttons.attendance_confirmed, writes=True),
    (Kind.PRESS, forms.ATTENDANCE): Route(
        run=buttons.attendance_form, opens=forms.ATTENDANCE_TITLE
    ),
    (Kind.SUBMISSION, forms.SUGGEST): Route(run=buttons.suggest_sent, writes=True),
    (Kind.SUBMISSION, forms.ARRANGE): Route(
        run=buttons.arrange_sent, writes=True, edits=buttons.arrange_form_now
    ),
    (Kind.SUBMISSION, forms.CARRY): Route(run=buttons.carry_sent, writes=True),
    (Kind.SUBMISSION, forms.ATTENDANCE): Route(
        run=buttons.attendance_sent, writes=True, edits=buttons.attendance_form_now
    ),
}
