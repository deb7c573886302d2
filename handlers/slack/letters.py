"""From a letter's type to its blocks."""

from handlers.slack.actions.letters import RENDERERS as ACTIONS
from handlers.slack.agendas.letters import RENDERERS as AGENDAS
from handlers.slack.dialogues.letters import RENDERERS as DIALOGUES
from handlers.slack.digests.letters import RENDERERS as DIGESTS
from handlers.slack.groups.letters import RENDERERS as GROUPS
from handlers.slack.messenger import Renderer
from handlers.slack.practices.letters import RENDERERS as PRACTICES

RENDERERS: dict[type, Renderer] = {
    **DIALOGUES,
    **AGENDAS,
    **ACTIONS,
    **PRACTICES,
    **DIGESTS,
    **GROUPS,
}
