"""What a form's time means for everyone, shown in it before it is sent."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dates.answers import Reading
from bot.domain import Audience, Dialogue, Group, NotValid
from bot.domain.dialogue import DEFAULT_MINUTES
from bot.domain.notifications import LocalStart
from bot.languages import N_, _
from bot.use_cases.dialogues.rules.conflicts import Proposal, find_conflicts
from bot.use_cases.dialogues.rules.invited import invited_organisations, local_starts, out_of_hours
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.features.dialogues import form_fields, times
from handlers.slack.features.dialogues.times import MOST_PLACES, place_words
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Scene

_UNSAID = N_("Choose date, time and zone to see what time it is for everyone.")
_LOOKED_AHEAD = timedelta(days=400)


def proposal_of(wish: form_fields.Wish, audience: Audience, now: datetime) -> Proposal:
    """The starts that a wish to schedule asks for, of a series as far as it is planned ahead."""
    if isinstance(wish, ScheduleSeries):
        until = (now + _LOOKED_AHEAD).date()
        starts = [planned.starts_at for planned in form_fields.series_of(wish).occurrences(until)]
    else:
        starts = [wish.starts_at]
    return Proposal(starts=starts, minutes=wish.minutes, audience=wish.audience or audience)


def preview_blocks(scene: Scene, group: Group, moved: Dialogue | None = None) -> list[kit.Block]:
    """The start on each organisation's clock, how it repeats, and its conflicts. `moved`: the
    dialogue whose form it is; None for a new one."""
    given = scene.call.fields
    try:
        start = form_fields.read_start(given, scene.now)
    except NotValid as wrong:
        ready = given.get("date") and given.get("time")
        return [kit.small(wrong.words if ready else _(_UNSAID))]
    draft = _draft(scene, group, start, moved)
    proposal = Proposal(
        starts=[start.at],
        minutes=draft.minutes,
        audience=draft.audience,
        number=moved.number if moved else None,
    )
    repeats: list[kit.Block] = []
    if moved is None and (given.get("repeats") or "").strip():
        try:
            wish = form_fields.read_schedule(given, scene.now)
        except NotValid as wrong:
            repeats = [kit.small(wrong.words)] if wrong.field == "repeats" else []
        else:
            series = form_fields.series_of(wish) if isinstance(wish, ScheduleSeries) else None
            repeats = times.series_blocks(series, _("↻ A series, {rule}."), ())
            proposal = proposal_of(wish, group.default_audience, scene.now)
    against = find_conflicts(proposal, group, scene.context)
    return [
        *_for_everyone(scene, group, draft),
        *repeats,
        *(kit.rich(kit.line("⚠️ ", words)) for words in against),
    ]


def _for_everyone(scene: Scene, group: Group, draft: Dialogue) -> list[kit.Block]:
    """Those within their day first, then those who pay; each place once."""
    guests = invited_organisations(draft.audience, group, scene.context)
    unsocial = out_of_hours(draft, guests, scene.work.holidays)
    paying = set(unsocial)
    everyone = local_starts(draft, guests, scene.work.holidays)
    social = [start for start in everyone if start not in paying]
    return [
        kit.rich(
            kit.line(kit.bold(_("For everyone"))),
            kit.say("{moment} (your time)", moment=kit.moment(draft.starts_at, draft.zone)),
            *_places(draft, social),
            *([kit.line(kit.bold(_("Out of hours:")))] if unsocial else []),
            *_places(draft, unsocial),
        )
    ]


def _places(draft: Dialogue, starts: Sequence[LocalStart]) -> list[kit.Element]:
    lines = [kit.line(place) for place in place_words(draft, starts)]
    shown = kit.first_lines(
        lines, MOST_PLACES, "and {number} more place", "and {number} more places"
    )
    return [kit.bullets(shown)] if shown else []


def _draft(scene: Scene, group: Group, start: Reading, moved: Dialogue | None) -> Dialogue:
    """A dialogue as it would be, for what is said of one; never kept."""
    try:
        minutes = form_fields.read_minutes(scene.call.fields) if moved is None else moved.minutes
    except NotValid:
        minutes = DEFAULT_MINUTES
    audience = moved.audience if moved else form_fields.chosen_audience(scene.call.fields)
    return Dialogue(
        number=moved.number if moved else 0,
        group_id=group.id,
        title="",
        wall=start.wall,
        zone=start.zone,
        starts_at=start.at,
        minutes=minutes,
        audience=audience or group.default_audience,
        created_by=scene.call.user_id,
        created_at=scene.now,
    )
