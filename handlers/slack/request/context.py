"""All that a listener needs: the call, who makes it, where, when, and the open transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from typing import Any, ParamSpec

from bot.domain import Group, Organisation, Person, Reader, Refusal
from bot.domain.audience import ChannelFacts
from bot.domain.fairness import Weights
from bot.domain.person import PersonFacts
from bot.domain.wording import listed
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from handlers.slack.kit import spoken_text
from handlers.slack.request.carried_values import read_number, read_state_number
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import Answer, ShowView

P = ParamSpec("P")


class WhichGroup(Refusal):
    """A command in a direct message needs one group, and the person has several."""

    def __init__(self, groups: tuple[Group, ...], words: str = "") -> None:
        super().__init__(words or _("Which working group do you mean?"))
        self.groups = groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Gathered before the transaction opened, except `work`, `group`, `person` and `reader`.

    `presence`: facts of every group's channel that could be read, and of the call's own.
    `facts`: what Slack says of who makes the call and of the people that it names (and, where a
    route asks for it, of people near it who were not known); a user id that is missing is unknown
    to Slack.
    """

    call: Call
    work: UnitOfWork
    now: datetime
    person: Person
    reader: Reader
    group: Group | None
    channel: ChannelFacts | None
    presence: Mapping[str, ChannelFacts]
    facts: Mapping[str, PersonFacts]
    bot_user_id: str = ""
    weights: Weights = field(default_factory=Weights)
    """How unsocial hours are weighed."""
    public_url: str = ""
    """Where the internet reaches Convenor, without a slash at the end; "" where it does not."""
    workspace_url: str = ""
    """Slack's address of the workspace, with a slash at the end; "" where it did not say."""
    unnamed: frozenset[str] = frozenset()
    """Where a route asks for names: people near the call that Slack has not described yet."""
    commands: Mapping[str, "Listener"] = field(default_factory=dict)
    """What each command runs, by its id ("/dialogue move"): buttons lead to one too."""
    ahead: Any = None
    """What the route's `ahead` found; None where it has none, or that was refused."""

    @property
    def context(self) -> Context:
        """What every use case is given beside its wish."""
        return Context(self.reader, self.work, self.now, self.presence)

    def message_url(self, channel: str | None, ts: str | None) -> str | None:
        """The address of a message, as Slack makes it; None where the workspace's is not known."""
        if not (self.workspace_url and channel and ts):
            return None
        return f"{self.workspace_url}archives/{channel}/p{ts.replace('.', '')}"

    @property
    def names(self) -> dict[str, str]:
        """Display names of the people that the call names, by user id."""
        return {user_id: facts.name for user_id, facts in self.facts.items()}

    @property
    def words(self) -> str:
        """A command's words behind its verb, literal; mentions are names that ping nobody."""
        return spoken_text(self.call.raw, self.names)

    @property
    def people_here(self) -> frozenset[str]:
        """Who is in the call's channel; Convenor itself is none of a channel's members."""
        return self.channel.members if self.channel else frozenset()

    @property
    def is_private(self) -> bool:
        """Asked where only the person is: in a direct message, their Home or a shortcut's form."""
        if self.call.channel_id is None:
            return True
        return self.channel is not None and self.channel.is_direct

    def rostered(self) -> tuple[Organisation, ...]:
        """The organisations, as far as this person may know who is in the network."""
        if self.reader.rostered or self.reader.secretariat or self.reader.seats:
            return self.work.organisations.all()
        return ()

    def closed_channels(self) -> str:
        """What to do about the person's channels that cannot be read, in words; "" for none."""
        if self.channel is not None and not self.channel.is_direct:
            return ""
        closed = [
            f"{group.name} (#{reading.name})"
            for group in self.work.groups.all()
            if group.id in self.reader.kept_seats and self.group in (None, group)
            if (reading := self.work.channels.get(group.channel_id))
        ]
        if not closed:
            return ""
        return _(
            "I am not in the channel of {groups} any more, so most commands of it wait. "
            "Please type /invite @Convenor in it; if it is archived, please unarchive it first.",
            groups=listed(closed),
        )

    def needs_group(self) -> Group:
        """The group of this channel, or a Refusal that says what to do about it."""
        if self.group is not None and self.channel is not None:
            return self.group
        if self.is_private:
            groups = self.own_groups
            if not groups:
                raise Refusal("You are not in a working group yet, so there is none to do this in.")
            if len(groups) > 1:
                raise WhichGroup(groups)
            return groups[0]
        if self.channel is None:
            raise Refusal(
                "I can't see who is in this channel. If I am not in it, please type "
                "/invite @Convenor first; if I am, please try again in a minute."
            )
        raise Refusal(
            "This channel is not a working group yet. The secretariat sets it up with /wg setup."
        )

    def groups_here(self) -> tuple[Group, ...]:
        """The channel's group alone; where the person is alone, all of theirs."""
        return self.own_groups if self.is_private else (self.needs_group(),)

    @property
    def own_groups(self) -> tuple[Group, ...]:
        """Those in which the person is, wherever they call from."""
        return tuple(g for g in self.work.groups.all() if g.id in self.reader.seats)


Listener = Callable[[Scene], Answer]


def value_number(scene: Scene) -> int:
    """The number that a pressed button carries."""
    return read_number(scene.call.value)


def about_number(
    listener: Callable[[Scene, int], Answer], number_in: Callable[[Scene], int] = value_number
) -> Listener:
    """A listener about the number that is found in the call."""
    return lambda scene: listener(scene, number_in(scene))


def show_form(form: Callable[P, Mapping[str, Any]]) -> Callable[P, Answer]:
    """A listener whose answer is this form."""
    return lambda *args, **kwargs: ShowView(form(*args, **kwargs))


def form_again(
    form: Callable[[Scene, int], Mapping[str, Any]], name: str = "number"
) -> Callable[[Scene], Mapping[str, Any]]:
    """For `Route.edits`: the form about the number that the sent one carries under `name`."""
    return lambda scene: form(scene, read_state_number(scene.call.metadata, name))


@dataclass(frozen=True, slots=True)
class Route:
    """Where a call goes."""

    run: Listener
    _: KW_ONLY
    writes: bool = False
    """Run in a write transaction, with a receipt."""
    apart: bool = False
    """Run in a read that holds up nobody."""
    opens: str | None = None
    """The title of a modal that is opened at once, while the trigger lives, and filled by the
    answer."""
    opens_bare: bool = False
    """It is opened only when a command came with nothing behind its verb."""
    everyone: bool = False
    """It lists the channel's people: their facts are gathered where they are not known here."""
    names: bool = False
    """Its words may name people who were not picked: the same for those near the call."""
    edits: Callable[[Scene], Mapping[str, Any] | None] | None = None
    """The form that was sent, as it would be opened now, where it shows what is stored; None where
    it shows nothing of that."""
    together: Sequence[Sequence[str]] = ()
    """The form's inputs that say one thing."""
    ahead: Callable[[Scene], Any] | None = None
    """What takes long to find, asked in a read transaction before the one that writes."""

    def opening(self, call: Call) -> str | None:
        """The title of the modal to open at once for this call, if any."""
        return None if self.opens_bare and call.raw else self.opens


Routes = dict[tuple[Kind, str], Route]
"""By what arrived, and its id."""
