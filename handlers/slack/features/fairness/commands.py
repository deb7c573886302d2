"""/dialogue find, /dialogue fairness, and the buttons of their answers."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.dates.answers import Asked
from bot.domain import Act, Group, NotFound, Refusal, may
from bot.domain.wording import spell_moment
from bot.domain.zones import is_repeated, to_wall
from bot.use_cases.fairness.find_slots import FoundSlots, find_slots
from bot.use_cases.fairness.totals import Totals, day_of, totals_of_year
from bot.use_cases.refusals import demand_right
from handlers.slack.features.dialogues import forms, previewing
from handlers.slack.features.dialogues.forms import SCHEDULE_TITLE, choosable_audiences
from handlers.slack.features.fairness import blocks, parsing, pictures
from handlers.slack.kit import escape_text
from handlers.slack.kit.blocks import Picture
from handlers.slack.request import Answer, Kind, Reply, Route, Scene
from handlers.slack.request.ask_back import ask_which, frame_of
from handlers.slack.request.response import PushView


def run_find(scene: Scene) -> Answer:
    """`/dialogue find 60m in the next 3 weeks [for members]`."""
    group = scene.needs_group()
    wish = parsing.read_find(scene.words, frame_of(scene))
    if isinstance(wish, Asked):
        return ask_which(scene.call, wish, raw_of=escape_text)
    result = find_slots(wish, scene.context, group=group, weights=scene.weights)
    may_schedule = may(scene.reader, Act.SCHEDULE_DIALOGUE, group.id)
    return Reply(
        blocks=blocks.slot_blocks(result, may_schedule=may_schedule),
        picture=_picture_of_day(result, scene) if result.slots else None,
    )


def run_fairness(scene: Scene) -> Answer:
    """`/dialogue fairness [2026]`."""
    return _score(scene, scene.needs_group(), parsing.read_year(scene.words))


def press_year(scene: Scene) -> Answer:
    """Another year of the same group, in the place of the one shown."""
    typed, _space, channel_id = scene.call.value.partition(" ")
    reply = _score(scene, _group_of(scene, channel_id), parsing.read_year(typed))
    return replace(reply, replace=True)


def press_schedule(scene: Scene) -> Answer:
    """*Schedule this*: the form, with the start, length and audience filled in."""
    chosen = parsing.read_slot(scene.call.value)
    group = _group_of(scene, chosen.channel_id)
    demand_right(scene.context, Act.SCHEDULE_DIALOGUE, group)
    if chosen.starts_at <= scene.now:
        when = spell_moment(chosen.starts_at, group.zone)
        raise Refusal(
            "{moment} is past by now. Please type {command} again.",
            moment=when,
            command=parsing.EXAMPLE,
        )
    wall, zone = to_wall(chosen.starts_at, scene.person.zone), scene.person.zone
    if is_repeated(wall, zone):
        wall, zone = to_wall(chosen.starts_at, "UTC"), "UTC"  # the form takes no time twice there
    choices = choosable_audiences(scene, group, group.default_audience)
    audience = chosen.audience if chosen.audience in choices else group.default_audience
    filled = {
        "date": f"{wall:%Y-%m-%d}",
        "time": f"{wall:%H:%M}",
        "zone": zone,
        "minutes": f"{chosen.minutes}m",
        "audience": audience.value,
    }
    as_filled = replace(scene, call=replace(scene.call, fields=filled))
    return PushView(
        forms.schedule_form(
            scene,
            group,
            zone=zone,
            audience=audience,
            wall=wall,
            minutes=chosen.minutes,
            preview=previewing.preview_blocks(as_filled, group),
        )
    )


def _score(scene: Scene, group: Group, asked: int | None) -> Reply:
    totals = totals_of_year(group, asked, scene.context)
    told = blocks.score_blocks(totals, scene.weights)
    return Reply(blocks=told, picture=_picture_of_year(totals) if totals.held else None)


def _picture_of_day(result: FoundSlots, scene: Scene) -> Picture:
    best = result.slots[0].starts_at
    day = day_of(best, result.group, result.organisations, scene.work.holidays)
    begins = (best - day.start) / timedelta(hours=1)
    marked = pictures.MarkedDay(day=day, begins=begins, lasts=result.minutes / 60)
    title = pictures.day_title(marked)
    return Picture(
        name=f"hours-{day.date.isoformat()}.png",
        title=title,
        says=blocks.day_says(result, title),
        draw=partial(pictures.draw_day, marked),
    )


def _picture_of_year(totals: Totals) -> Picture:
    return Picture(
        name=f"fairness-{totals.year}.png",
        title=pictures.year_title(totals),
        says=blocks.year_says(totals),
        draw=partial(pictures.draw_year, totals),
    )


def _group_of(scene: Scene, channel_id: str) -> Group:
    """The group that a button was made for, also in a direct message."""
    group = scene.work.groups.by_channel(channel_id)
    if group is None:
        raise NotFound("I can't find this working group any more.")
    return group


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/dialogue find"): Route(run=run_find),
    (Kind.COMMAND, "/dialogue fairness"): Route(run=run_fairness),
    (Kind.PRESS, blocks.SCHEDULE): Route(run=press_schedule, opens=SCHEDULE_TITLE),
    (Kind.PRESS, blocks.YEAR): Route(run=press_year),
}
