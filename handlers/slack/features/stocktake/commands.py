"""/wg stocktake, the button that shows one, and which quarter each means."""

from bot.dates.answers import Wanted
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.domain import Refusal
from bot.domain.stocktake import Quarter
from bot.domain.wording import shortened
from bot.use_cases.stocktake.gather import take_stock
from handlers.slack.features.stocktake import blocks
from handlers.slack.features.stocktake.blocks import stock_blocks, stock_picture
from handlers.slack.request import Answer, Kind, Reply, Route, Scene, read_number
from handlers.slack.request.ask_back import frame_of
from handlers.slack.request.carried_values import NotOurs

_YEARS = range(2000, 2200)


def read_quarter(text: str, frame: Frame) -> Quarter | None:
    """ "Q3", "Q3 2026", "this quarter"; None for nothing. A Refusal for what is no quarter."""
    if not text.strip():
        return None
    found = read_past(text, frame)
    if isinstance(found, Wanted) and found.first is not None and found.audience is None:
        quarter = Quarter.of(found.first)
        if (found.first, found.last) == (quarter.first, quarter.last):
            return quarter
    raise Refusal(
        "I can't read “{words}” as a quarter that has begun. For example: /wg stocktake Q3",
        words=shortened(text, 60),
    )


def read_shown(value: str) -> tuple[int, Quarter]:
    words = value.split()
    if len(words) != 3:
        raise NotOurs
    group_id, year, number = map(read_number, words)
    if year not in _YEARS or not 1 <= number <= 4:
        raise NotOurs
    return group_id, Quarter(year, number)


def run_stocktake(scene: Scene) -> Answer:
    """/wg stocktake: the last quarter that is over; or the one that is named."""
    quarter = read_quarter(scene.words, frame_of(scene, time_needed=False))
    return _stock_reply(scene, scene.needs_group().id, quarter)


def press_show(scene: Scene) -> Answer:
    """*Show stocktake* in a morning message, and the quarter before."""
    return _stock_reply(scene, *read_shown(scene.call.value))


def _stock_reply(scene: Scene, group_id: int, quarter: Quarter | None) -> Reply:
    stock = take_stock(group_id, quarter, scene.context)
    return Reply(blocks=stock_blocks(stock), picture=stock_picture(stock))


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/wg stocktake"): Route(run_stocktake),
    (Kind.PRESS, blocks.SHOW): Route(press_show),
}
