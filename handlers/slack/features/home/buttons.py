"""Buttons of a Home that no other feature has."""

from handlers.slack.features.home import forms
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, ShowView


def press_mornings(scene: Scene) -> Answer:
    return ShowView(forms.mornings_form(scene.person))
