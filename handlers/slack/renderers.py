"""From a letter's type to its blocks."""

from handlers.slack.features.actions.letters import RENDERERS as ACTIONS
from handlers.slack.features.agendas.letters import RENDERERS as AGENDAS
from handlers.slack.features.dialogues.letters import RENDERERS as DIALOGUES
from handlers.slack.features.digests.letters import RENDERERS as DIGESTS
from handlers.slack.features.groups.letters import RENDERERS as GROUPS
from handlers.slack.features.practices.letters import RENDERERS as PRACTICES
from handlers.slack.kit.blocks import Renderer

RENDERERS: dict[type, Renderer] = {
    **DIALOGUES,
    **AGENDAS,
    **ACTIONS,
    **PRACTICES,
    **DIGESTS,
    **GROUPS,
}
