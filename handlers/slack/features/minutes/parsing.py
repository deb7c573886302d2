"""What marked lines say, read as `/action add` reads them; and what buttons of minutes carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.dates.meaning.choice import Frame
from bot.domain import Group, Person, Refusal, limits
from bot.domain.markers import LineKind
from bot.domain.minutes import Line
from bot.domain.person import zone_of
from bot.domain.reference import DIALOGUE, read_reference
from bot.domain.wording import at_name, listed
from bot.domain.zones import to_wall
from bot.languages import _
from bot.use_cases.actions.owners import NOBODY, Owner
from bot.use_cases.minutes.document import LineRead
from handlers.slack.features.actions.parsing import parse_add
from handlers.slack.features.actions.replies import who_may_own
from handlers.slack.features.actions.typed_action import Question
from handlers.slack.kit import spoken_text
from handlers.slack.kit.slack_text import mentioned_ids
from handlers.slack.request import Scene, read_number


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """`owners`: of an action, as far as they are clear; none: nobody yet."""

    line: Line
    said: LineRead
    owners: tuple[Owner, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """User ids of those owners who are people."""
        return tuple(owner.user_id for owner in self.owners if owner.user_id)


def _in_group(scene: Scene, group: Group) -> Scene:
    """The scene as if it were called from the group's own channel, where its people are known."""
    channel = scene.presence.get(group.channel_id)
    call = replace(scene.call, channel_id=group.channel_id)
    return replace(scene, group=group, channel=channel, call=call)


def lines_read(scene: Scene, number: int, group: Group) -> dict[int, ReadLine]:
    """What each marked line of a dialogue says, by its id."""
    return read_marked(scene.work.minutes.lines_of(number), group, scene)


def read_marked(lines: Sequence[Line], group: Group, scene: Scene) -> dict[int, ReadLine]:
    """The same of some lines; what is not clear says why, and nothing of it is guessed."""
    named = {user for line in lines for user in (*mentioned_ids(line.text), line.author)}
    named |= {user for line in lines for user in line.owners}
    people = scene.work.people.by_ids(sorted(named))
    reader = _Reader(_in_group(scene, group), people)
    return {line.id: reader.read(line) for line in lines}


class _Reader:
    """Knows the names of the people and bodies that lines may name."""

    def __init__(self, scene: Scene, people: Mapping[str, Person]) -> None:
        self._scene = scene
        self._people = people
        self._names = {user_id: person.name for user_id, person in people.items()}
        self._bodies = scene.work.organisations.names()
        self._who = replace(who_may_own(scene), names=self._names)

    def read(self, line: Line) -> ReadLine:
        words = line.reworded or spoken_text(line.text, self._names)
        if line.kind is not LineKind.ACTION:
            return ReadLine(line=line, said=LineRead(words=words))
        if line.checked:
            return self._as_checked(line, words)
        return self._as_typed(line, words)

    def _as_checked(self, line: Line, words: str) -> ReadLine:
        """A chair has looked at it: what they put there counts. They choose people; bodies that
        the line names beside people stay, and one alone stays as long as nobody is chosen."""
        typed = self._as_typed(line, words)
        people = tuple(Owner(user_id=user) for user in line.owners)
        bodies = tuple(owner for owner in typed.owners if owner.organisation_id)
        owners = (*people, *bodies) if typed.people or not people else people
        return self._settled(line, words, owners, LineRead(words=words, due_on=line.due_on))

    def _as_typed(self, line: Line, words: str) -> ReadLine:
        author = self._people.get(line.author)
        zone, locale = (zone_of(author), author.locale) if author else ("UTC", "en-GB")
        frame = Frame(zone, line.said_at, locale, time_needed=False)
        try:
            typed = parse_add(line.text, frame=frame, who=replace(self._who, me=line.author))
        except Refusal as refusal:
            return ReadLine(line=line, said=LineRead(words=words, doubt=refusal.words))
        if isinstance(typed, Question):
            return ReadLine(line=line, said=LineRead(words=words, doubt=typed.words))
        said = LineRead(words=typed.title, due_on=typed.due_on)
        owners = tuple(one for one in (typed.owner, *typed.others) if one != NOBODY)
        return self._settled(line, words, owners, said)

    def _settled(
        self, line: Line, words: str, owners: tuple[Owner, ...], said: LineRead
    ) -> ReadLine:
        """With the owners' names, and what would be refused when it is logged as the doubt."""
        doubt = ""
        today = to_wall(self._scene.now, "UTC").date()
        if len(said.words) > limits.TITLE:
            doubt = _("An action has up to {number} characters.", number=limits.TITLE)
        elif said.due_on is not None and said.due_on < today and line.became is None:
            doubt = _("Its day has passed.")
        if doubt and line.became is None:
            return ReadLine(line=line, said=LineRead(words=words, doubt=doubt))
        names = listed([self._name(owner) for owner in owners])
        return ReadLine(line=line, said=replace(said, owner=names), owners=owners)

    def _name(self, owner: Owner) -> str:
        if owner.user_id is not None:
            return at_name(self._names.get(owner.user_id, owner.user_id))
        return self._bodies.get(owner.organisation_id or 0, "")


def read_target(value: str) -> tuple[int, int]:
    """ "D12 15" of a button: the dialogue's number, and what the button adds to it."""
    reference, _, number = value.partition(" ")
    return read_reference(DIALOGUE, reference), read_number(number or "0")
