"""/wg stocktake, and the button that shows one."""

from bot.domain.stocktake import Quarter
from bot.use_cases.stocktake.gather import take_stock
from handlers.slack.features.stocktake.blocks import stock_blocks
from handlers.slack.features.stocktake.parsing import read_quarter, read_shown
from handlers.slack.features.stocktake.pictures import stock_picture
from handlers.slack.request import Answer, Reply, Scene
from handlers.slack.request.ask_back import frame_of


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
