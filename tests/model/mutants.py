"""Convenor with one of its guards switched off: what the model must notice."""

from dataclasses import replace

from sqlalchemy import true

from bot.domain import roles
from bot.use_cases.deliveries import look_again
from bot.use_cases.dialogues import edit
from bot.use_cases.digests import eyes
from handlers.slack.dialogues import confirming
from storage import visibility
from storage.roles import Roles

_CHANGES = (roles.Act.CHANGE_ACTION, roles.Act.CHANGE_DIALOGUE)


def filter_off(patch):
    """Queries give every row of the workspace to everybody."""
    patch.setattr(visibility, "_ways_in", lambda *_, **__: true())


def every_channel_carries(patch):
    """What is for members is posted to any channel."""
    for module in (look_again, edit, eyes, confirming):
        patch.setattr(module, "channel_carries", lambda *_: True)


def lowered_ignored(patch):
    """Who was made an observer in one group is what their organisation is."""
    real = Roles.of
    patch.setattr(Roles, "of", lambda self, group: replace(real(self, group), lowered=frozenset()))


def anybody_edits(patch):
    """Who may see an action or a dialogue may change it."""
    real = roles.grant_of

    def grant_of(act, role):
        return roles.Grant.YES if act in _CHANGES else real(act, role)

    patch.setattr(roles, "grant_of", grant_of)


MUTANTS = {m.__name__: m for m in (filter_off, every_channel_carries, lowered_ignored)}
MUTANTS[anybody_edits.__name__] = anybody_edits
