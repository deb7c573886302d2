"""What the fields of a form about a dialogue say: wishes, or NotValid beside the field."""

import re
from datetime import UTC, datetime, timedelta

from bot.dates.answers import Asked, NotUnderstood, Plan, Reading, Recurring
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_length, read_when
from bot.dates.sentences.schedule import read_plan, tells_of_series
from bot.domain import Audience, Dialogue, NotValid, Series, zones
from bot.domain.recurrence_words import spell_rule
from bot.domain.wording import spell_day
from bot.domain.zone_names import canonical
from bot.languages import N_, _
from bot.use_cases.dialogues.edit import EditDialogue
from bot.use_cases.dialogues.rules.series_links import Scope, affected_dialogues
from bot.use_cases.dialogues.schedule import ScheduleDialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries
from handlers.slack.features.dialogues.blocks import SCOPE_LABELS
from handlers.slack.features.dialogues.parsing import SCOPE_WORDS, wish_of, with_scope
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Fields, Reply, Scene, read_state_number
from handlers.slack.request.ask_back import going_on, read_told
from handlers.slack.request.carried_values import read_audience
from handlers.slack.request.help import typed_back

Wish = ScheduleDialogue | ScheduleSeries

_TURNS = re.compile(r"\b(rotat|alternat|taking turns|in turn)", re.IGNORECASE)
"""Words by which times take turns: then each of them is said."""

_MOVE = N_("Please say what to move: “{one}”, “{later}” or “{whole}”.")
_CANCEL = N_("Please say what to cancel: “{one}”, “{later}” or “{whole}”.")
_ASKED = {
    "move": (N_("What do you want me to move?"), _MOVE),
    "cancel": (N_("What do you want me to cancel?"), _CANCEL),
}
"""The question how far it reaches, with buttons, and without them."""


def read_schedule(fields: Fields, now: datetime) -> Wish:
    """A series where the form says how it repeats."""
    start = read_start(fields, now)
    repeats = (fields.get("repeats") or "").strip()
    plan = Plan(
        title=fields.get("title") or "",
        when=_read_series(repeats, start, now) if repeats else start,
        minutes=read_minutes(fields),
        link=fields.get("link"),
        audience=chosen_audience(fields),
    )
    return wish_of(plan)


def _read_series(said: str, start: Reading, now: datetime) -> Recurring:
    """The words of the form as the sentence that a command would have; date and time from it."""
    at = "" if _TURNS.search(said) else f" at {start.wall:%H:%M}"
    sentence = f"{said}{at} starting {start.wall:%Y-%m-%d}"
    frame = Frame(start.zone, now)
    found = read_plan(sentence, frame) if tells_of_series(said, frame) else None
    if isinstance(found, Asked | NotUnderstood):
        raise NotValid(found.told(), field="repeats")
    series = found.when if found is not None and not found.title else None
    if not isinstance(series, Recurring):
        raise NotValid(
            "I can't read all of this. For example: every 2 weeks until 30 Jun 2027, or "
            "every month on the 2nd Tuesday.",
            field="repeats",
        )
    return series


def series_of(wish: ScheduleSeries) -> Series:
    """The dates that a wish asks for, as a series that nobody has kept."""
    return Series(
        id=0,
        group_id=0,
        title=wish.title,
        first=wish.first,
        rule=wish.rule,
        slots=wish.slots,
        minutes=wish.minutes,
        audience=wish.audience or Audience.GROUP,
        created_by="",
        created_at=datetime.min.replace(tzinfo=UTC),
    )


def read_edit(fields: Fields, metadata: str) -> EditDialogue:
    return EditDialogue(
        number=read_state_number(metadata),
        title=fields.get("title") or "",
        minutes=read_minutes(fields),
        link=fields.get("link"),
        audience=read_audience(fields),
        scope=read_scope(fields),
        told=read_told(metadata),
    )


def read_scope(fields: Fields) -> Scope:
    """How far a change reaches; this one alone where the form does not ask."""
    if "scope" not in fields:
        return Scope.ONE
    if fields["scope"] not in set(Scope):
        raise NotValid("Please choose which dates of the series.", field="scope")
    return Scope(fields["scope"])


def read_start(fields: Fields, now: datetime) -> Reading:
    """The moment and its zone; a time that clocks skip or repeat is refused."""
    typed = (fields.get("zone") or "").strip()
    if not typed:
        raise NotValid("Please name a time zone, for example Europe/Dublin.", field="zone")
    zone = canonical(typed)
    if not zone:
        raise NotValid(zones.UnknownZone(typed).words, field="zone")
    date, time = fields.get("date"), fields.get("time")
    if not date:
        raise NotValid("Please choose a date.", field="date")
    if not time:
        raise NotValid("Please choose a time.", field="time")
    try:
        wall = datetime.fromisoformat(f"{date}T{time}")
    except ValueError:
        raise NotValid("This is not a date and time that I can read.", field="date") from None
    _check_once(wall, zone)
    when = read_when(f"{date} {time}", Frame(zone, now))
    if isinstance(when, Reading):
        return when
    raise NotValid(when.told(), field="date" if isinstance(when, NotUnderstood) else "time")


def _check_once(wall: datetime, zone: str) -> None:
    if zones.is_missing(wall, zone):
        why = N_(
            "{time} on {day} does not exist in {zone}, because the clocks change then. Please "
            "choose another time."
        )
    elif zones.is_repeated(wall, zone):
        why = N_(
            "{time} on {day} comes twice in {zone}, because the clocks change then. Please choose "
            "another time."
        )
    else:
        return
    clock = f"{wall:%H:%M}"
    day = spell_day(wall.date())
    raise NotValid(why, time=clock, day=day, zone=zone, field="time")


def read_minutes(fields: Fields) -> int:
    """The length; a bare number counts minutes here, as the field shows them."""
    typed = (fields.get("minutes") or "").strip()
    length = read_length(f"{typed}m" if typed.isascii() and typed.isdigit() else typed)
    if isinstance(length, NotUnderstood):
        raise NotValid(length.told(), field="minutes")
    return length // timedelta(minutes=1)


def chosen_audience(fields: Fields) -> Audience | None:
    """None where nothing is chosen yet."""
    chosen = fields.get("audience")
    return Audience(chosen) if chosen in set(Audience) else None


def is_one_of_several(dialogue: Dialogue, scene: Scene) -> bool:
    """Whether its series has other dates ahead, planned already or not: else there is no doubt."""
    reached = affected_dialogues(dialogue, Scope.WHOLE, scene.context)
    others = sum(len(part.rows) for part in reached) > 1
    return others or any(not part.series.planned_to_its_end for part in reached)


def ask_scope(scene: Scene, dialogue: Dialogue, doing: str) -> Reply:
    """The question, three buttons that go on with what was typed, and the typed text. `doing`: a
    key of `_ASKED`. Nothing was stored."""
    series = scene.work.series.seen_by(scene.reader, dialogue.series_id)
    reference, raw = dialogue.reference, scene.call.raw
    one = _("{reference} is one date of a series.", reference=reference)
    if series is not None:
        told = {"reference": reference, "rule": spell_rule(series)}
        one = _("{reference} is one date of a series: {rule}.", **told)
    buttons = [
        going_on(scene.call, with_scope(raw, scope), _(SCOPE_LABELS[scope]), index)
        for index, scope in enumerate(Scope)
    ]
    offered = [button for button in buttons if button is not None]
    asks, offers = _ASKED[doing]
    if len(offered) == len(Scope):
        blocks = [kit.rich(kit.line(one), kit.say(asks)), kit.actions(*offered)]
    else:
        ways = {scope.value: f"{reference} {typed}" for scope, typed in SCOPE_WORDS.items()}
        blocks = [kit.rich(kit.line(one), kit.say(offers, **ways))]
    return Reply(blocks=[*blocks, *typed_back(scene.call.typed)])
