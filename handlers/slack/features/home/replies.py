"""A person's Home as a view."""

from bot.use_cases.home.show import Most, show_home
from handlers.slack.features.home import blocks
from handlers.slack.request import Answer, Scene, ShowView


def show_home_view(scene: Scene) -> Answer:
    """What the person finds at this moment; every part of it by their own rights."""
    most = Most(actions=blocks.ACTIONS, done=blocks.FEW, dialogues=blocks.FEW, practices=blocks.FEW)
    home = show_home(scene.person, scene.context, most=most)
    return ShowView(blocks.home_view(home, public_url=scene.public_url))
