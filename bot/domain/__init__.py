"""Nouns and rules: frozen dataclasses and pure functions; `now` is always an argument."""

from bot.domain.action_item import ActionItem as ActionItem
from bot.domain.audience import Audience as Audience
from bot.domain.decision import Decision as Decision
from bot.domain.delivery import Owed as Owed
from bot.domain.dialogue import Dialogue as Dialogue
from bot.domain.drop_reasons import DropReason as DropReason
from bot.domain.errors import NotAllowed as NotAllowed
from bot.domain.errors import NotFound as NotFound
from bot.domain.errors import NotValid as NotValid
from bot.domain.errors import Refusal as Refusal
from bot.domain.group import Group as Group
from bot.domain.message_kind import MessageKind as MessageKind
from bot.domain.next_steps import NextStep as NextStep
from bot.domain.notifications import Gone as Gone
from bot.domain.organisation import Organisation as Organisation
from bot.domain.organisation import OrganisationKind as OrganisationKind
from bot.domain.person import Person as Person
from bot.domain.practice import Practice as Practice
from bot.domain.practice import PracticeStatus as PracticeStatus
from bot.domain.recurrence import Series as Series
from bot.domain.roles import Act as Act
from bot.domain.roles import Reader as Reader
from bot.domain.roles import Role as Role
from bot.domain.roles import may as may
