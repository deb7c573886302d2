"""Convenor with one of its guards switched off: what the model must notice."""

from dataclasses import replace

from sqlalchemy import true

from bot.domain import roles
from bot.domain.audience import Audience
from bot.use_cases import identify
from bot.use_cases.actions import edit as edit_an_action
from bot.use_cases.deliveries import look_again
from bot.use_cases.dialogues import edit
from bot.use_cases.drift import opened
from handlers.slack.dispatch.home_keeper import HomeKeeper
from handlers.slack.features.dialogues import replies
from storage.ledgers import visibility
from storage.ledgers.groups import Roles


def filter_off(patch):
    """Queries give every row of the workspace to everybody."""
    patch.setattr(visibility, "_ways_in", lambda *_, **__: true())


def every_channel_carries(patch):
    """What is for members is posted to any channel."""
    for module in (look_again, edit, identify, replies):
        patch.setattr(module, "channel_carries", lambda *_: True)


def lowered_ignored(patch):
    """Who was made an observer in one group is what their organisation is."""
    real = Roles.of_group
    patch.setattr(
        Roles, "of_group", lambda self, group: replace(real(self, group), lowered=frozenset())
    )


def anybody_edits(patch):
    """Who may see an action or a dialogue may change it."""
    _grant(patch, roles.Act.CHANGE_ACTION, roles.Act.CHANGE_DIALOGUE)


def anybody_lists(patch):
    """Who is in a group is told to everybody."""
    _grant(patch, roles.Act.SEE_PEOPLE)


def narrowing_forgets(patch):
    """What was posted of a record stays as it is when the record gets fewer readers."""
    patch.setattr(edit_an_action, "redraw_gathered", lambda *_, **__: ())
    patch.setattr(edit, "redraw_posts_of", lambda *_, **__: ())


def entries_follow(patch):
    """What was written under a record is for all who may read the record now."""
    patch.setattr(roles.Reader, "audiences_under", lambda *_: frozenset(Audience))


def nobody_is_told(patch):
    """A channel's chairs hear nothing of who can read it now, nor of the posts in it."""
    patch.setattr(opened, "tell_opened", lambda *_: None)


def homes_stay(patch):
    """A Home shows what it showed when it was opened."""
    real = HomeKeeper._renew

    async def once(self, workspace_id, row):
        if row.shows is None:
            await real(self, workspace_id, row)

    patch.setattr(HomeKeeper, "_renew", once)


def _grant(patch, *acts):
    """These acts are everybody's, whatever their role."""
    real = roles.grant_of

    def grant_of(act, role):
        return roles.Grant.YES if act in acts else real(act, role)

    patch.setattr(roles, "grant_of", grant_of)


MUTANTS = {
    mutant.__name__: mutant
    for mutant in (
        filter_off,
        every_channel_carries,
        lowered_ignored,
        anybody_edits,
        anybody_lists,
        narrowing_forgets,
        entries_follow,
        nobody_is_told,
        homes_stay,
    )
}
