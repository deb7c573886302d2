"""/practice coverage."""

from functools import partial

from bot.use_cases.practices.rules import gather_coverage
from handlers.slack.features.coverage import blocks
from handlers.slack.features.coverage.pictures import draw_coverage
from handlers.slack.kit.blocks import Picture
from handlers.slack.request import Answer, Kind, Reply, Route, Scene


def run_coverage(scene: Scene) -> Answer:
    """For chairs: the channel's group."""
    coverage = gather_coverage(scene.needs_group().id, scene.context)
    title = blocks.title_words(coverage)
    picture = Picture(
        name="coverage.png",
        title=title,
        says=blocks.coverage_says(coverage),
        draw=partial(draw_coverage, coverage, title),
    )
    return Reply(
        blocks=blocks.coverage_blocks(coverage), picture=picture if coverage.topics else None
    )


ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice coverage"): Route(run=run_coverage)
}
