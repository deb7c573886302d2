"""/practice feed, and its buttons."""

from handlers.slack.features.calendars.blocks import FEED
from handlers.slack.features.calendars.commands import end_address, renew_address, show_address
from handlers.slack.request import Answer, Scene


def run_feed(scene: Scene) -> Answer:
    return show_address(scene, FEED)


def press_new(scene: Scene) -> Answer:
    return renew_address(scene, FEED)


def press_off(scene: Scene) -> Answer:
    return end_address(scene, FEED)
