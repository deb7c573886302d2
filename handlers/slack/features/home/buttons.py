"""Buttons of a Home that no other feature has."""

from handlers.slack.features.home import forms
from handlers.slack.request import Answer, Scene, ShowView


def press_mornings(scene: Scene) -> Answer:
    return ShowView(forms.mornings_form(scene.person))
