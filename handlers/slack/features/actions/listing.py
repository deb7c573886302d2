"""What /action list was asked for, as it was typed and as its buttons carry it."""

import re
from dataclasses import dataclass, replace

from bot.dates.answers import Asked, Way
from bot.domain import Refusal
from bot.domain.known_names import nearest_word
from bot.domain.limits import checked_text
from bot.domain.reference import ACTION, read_reference, render_reference
from bot.domain.search_query import QUOTES, SearchQuery, read_query
from bot.domain.search_words import words_in_text
from bot.domain.wording import listed, shortened
from bot.languages import N_, _
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.show import UNOWNED
from handlers.slack.features.actions.owners import NOBODYS
from handlers.slack.features.actions.several import named_in
from handlers.slack.features.actions.typed_action import WhoMayOwn, owners_meant
from handlers.slack.kit import escape_text
from handlers.slack.kit.slack_text import Mention, read_parts

Place = str
"""Where a button is: "list <offset> <view> <owner> <words>", "morning", "show", "card", "home"."""

CARD, HOME, MORNING, SHOW = "card", "home", "morning", "show"
TOMORROW, WEEK = "tomorrow", "week"
"""How long a button of a snooze menu snoozes."""
_OWNER = re.compile(r"any|(?P<me>mine)|(?P<person>[UW][A-Z0-9]{1,30})|org:(?P<body>\d{1,9})")
_VIEWS = {view.value: view for view in ActionView}
MOST_SOUGHT = 60
"""Characters; they have to fit into the menu of each action, with all else that it carries."""
_OF = frozenset({"of", "for", "by", "owner", "owner:"})
_JOINS = frozenset({"and", "or", "&"})
_OTHER_VIEWS = {
    **dict.fromkeys(("completed", "closed", "finished"), ActionView.DONE),
    "late": ActionView.OVERDUE,
}
"""Where they stand alone; else they may be words of a title."""
_ONE_OWNER = N_("Please choose one owner: mine, one @person, or one organisation.")
_MINE = frozenset({"mine", "my", "me"})
_YOURS = {
    ActionView.OPEN: N_("Your open actions"),
    ActionView.OVERDUE: N_("Your overdue actions"),
    ActionView.DONE: N_("Your done actions"),
    ActionView.ALL: N_("Your all actions"),
}
_OF_ALL = {
    ActionView.OPEN: N_("Open actions"),
    ActionView.OVERDUE: N_("Overdue actions"),
    ActionView.DONE: N_("Done actions"),
    ActionView.ALL: N_("All actions"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What /action list was asked for; at most one of the three owners. `words`: as typed.
    `organisation_id` may be `UNOWNED`."""

    view: ActionView = ActionView.OPEN
    mine: bool = False
    user_id: str | None = None
    organisation_id: int | None = None
    words: str = ""
    offset: int = 0
    """How far it was turned."""

    @property
    def query(self) -> SearchQuery | None:
        return read_query(self.words) if self.words else None

    @property
    def filter(self) -> str:
        """ "<view> <owner> <words>", for its buttons."""
        owner = self.user_id or ("mine" if self.mine else "any")
        if self.organisation_id is not None:
            owner = f"org:{self.organisation_id}"
        return f"{self.view.value} {owner} {self.words}".strip()

    @property
    def page_value(self) -> str:
        return f"{self.offset} {self.filter}"

    @property
    def place(self) -> Place:
        return f"list {self.page_value}"


def parse_list(raw: str, who: WhoMayOwn) -> Listing | Asked:
    """Filters in any order, each at most once; other words are looked for. Asked where they may be
    a slip of a name or of a view."""
    parts = read_parts(raw)
    users = list(dict.fromkeys(part.user_id for part in parts if isinstance(part, Mention)))
    words = [word for part in parts if isinstance(part, str) for word in part.split()]
    views = [word.lower() for word in words if word.lower() in _VIEWS]
    mine = any(word.lower() in _MINE for word in words)
    left = [w for w in words if w.lower() not in _VIEWS and w.lower() not in _MINE]
    while left and left[0].lower() in _OF:
        left.pop(0)
    if len(left) == 1 and not views and (view := _OTHER_VIEWS.get(left[0].lower())):
        views, left = [view.value], []
    organisation_id, sought = None, ""
    if left:
        named = _listed_owner(" ".join(left), who)
        if isinstance(named, Asked):
            others = [f"<@{user_id}>" for user_id in users]
            others += [w for w in words if w not in left and w.lower() not in _OF]
            ways = [replace(w, text=" ".join([w.text, *others])) for w in named.ways]
            return replace(named, ways=tuple(ways))
        user_id, organisation_id = named
        users += [user_id] if user_id else []
        sought = "" if user_id or organisation_id is not None else _sought(" ".join(left))
    if len(set(views)) > 1:
        several = listed(list(dict.fromkeys(views)), "or")
        raise Refusal("Please choose one of {words}.", words=several)
    if len(users) + mine + (organisation_id is not None) > 1:
        raise Refusal(_ONE_OWNER)
    return Listing(
        view=_VIEWS[views[0]] if views else ActionView.OPEN,
        mine=mine,
        user_id=users[0] if users else None,
        organisation_id=organisation_id,
        words=sought,
    )


def _sought(words: str) -> str:
    read_query(words)
    return checked_text(words, MOST_SOUGHT, field="words", what=_("The search"))


def _listed_owner(words: str, who: WhoMayOwn) -> tuple[str | None, int | None] | Asked:
    """The user id or the organisation's id that these words name, if they do. Asked where they may
    be a slip of a name or a view; words in quotes are neither. A Refusal where they name nobody."""
    if words.lower() in NOBODYS:
        return None, UNOWNED
    organisations = None if words.startswith("@") else who.organisations().find(words)
    if organisations and organisations.only:
        return None, organisations.only.id
    people = who.people().find(words)
    if people and people.only and not organisations:
        return people.only.user_id, None
    several, others = named_in(words, who)
    if len(several) > 1 and {word.lower() for word in others} <= _JOINS:
        return Asked(_(_ONE_OWNER), tuple(Way(label, name) for label, name in several))
    close = owners_meant(words, who)
    if not close and (known := nearest_word(words, [*_VIEWS, "mine"])):
        close = [(known, known)]
    if not words.startswith("@") and (not close or any(mark in words for mark in QUOTES)):
        return None, None
    unknown = _("I don't know “{words}” after /action list.", words=shortened(words, 80))
    if close:
        which = listed([_("“{name}”", name=label) for label, _name in close], "or")
        ways = [Way(label, name) for label, name in close]
        if not words.startswith("@"):
            ways.append(Way(_("Look for these words"), escape_text(f'"{words}"')))
        return Asked(f"{unknown} {_('Did you mean {names}?', names=which)}", tuple(ways))
    known_words = _(
        "Give any of open, overdue, done, all, and mine, nobody, a @person, an organisation's "
        "name, or words to look for; in quotes they are never taken for a name."
    )
    raise Refusal(f"{unknown} {known_words}{who.not_all_known}")


def button_value(number: int, place: Place) -> str:
    """ "A104|list 10 open mine"."""
    return f"{render_reference(ACTION, number)}|{place}"


def read_value(carried: str) -> tuple[int, Place]:
    """The action's number and the place; NotFound, in the usual words, for anything else."""
    reference, _, place = carried.partition("|")
    return read_reference(ACTION, reference), place


def read_list(carried: str) -> Listing:
    """A list from "<offset> <view> <owner> <words>"; the plain list for anything else."""
    words = [*carried.split(" ", 3), ""]
    owner = _OWNER.fullmatch(words[2]) if len(words) > 3 else None
    if owner is None or words[1] not in set(ActionView):
        return Listing()
    offset = int(words[0]) if words[0].isascii() and words[0].isdigit() else 0
    return Listing(
        view=ActionView(words[1]),
        mine=owner["me"] is not None,
        user_id=owner["person"],
        organisation_id=int(owner["body"]) if owner["body"] else None,
        words=words[3][:MOST_SOUGHT] if words_in_text(words[3]) else "",
        offset=min(offset, 1_000_000),
    )


def list_heading(asked: Listing, where: str, owner: str = "") -> str:
    """ "Overdue actions of @liam in Technology"."""
    named = _((_YOURS if asked.mine else _OF_ALL)[asked.view])
    if asked.organisation_id == UNOWNED:
        named = _("{actions} that nobody owns yet", actions=named)
    if owner:
        named = _("{actions} of {owner}", actions=named, owner=owner)
    if asked.query:
        named = _("{actions} with {words}", actions=named, words=asked.query.spelled())
    return _("{actions} in {where}", actions=named, where=where)
