"""Maps a notification's type to what makes its blocks, and its picture where it has one."""

from handlers.slack.features.actions.notifications import RENDERERS as ACTIONS
from handlers.slack.features.agendas.notifications import RENDERERS as AGENDAS
from handlers.slack.features.decisions.proposals import RENDERERS as DECISIONS
from handlers.slack.features.dialogues.notifications import RENDERERS as DIALOGUES
from handlers.slack.features.digests.blocks import PICTURES
from handlers.slack.features.digests.blocks import RENDERERS as DIGESTS
from handlers.slack.features.groups.notifications import RENDERERS as GROUPS
from handlers.slack.features.minutes.notifications import RENDERERS as MINUTES
from handlers.slack.features.mornings.notifications import RENDERERS as MORNINGS
from handlers.slack.features.practices.notifications import RENDERERS as PRACTICES
from handlers.slack.kit import Renderer

__all__ = ["PICTURES", "RENDERERS"]

RENDERERS: dict[type, Renderer] = {
    **DIALOGUES,
    **AGENDAS,
    **MINUTES,
    **ACTIONS,
    **DECISIONS,
    **MORNINGS,
    **PRACTICES,
    **DIGESTS,
    **GROUPS,
}
