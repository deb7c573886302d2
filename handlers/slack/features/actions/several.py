"""Owners in typed words: one behind /action assign, or several in a sentence.

Several, as in "Draft the annex @liam @min-ji" and "… Ofcom and Arcom", are taken from the end, or
the people from the beginning. People who are named elsewhere in a sentence with several are asked
about: some may belong to the title.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.dates.answers import Asked, Way
from bot.domain import Refusal
from bot.domain.known_names import Closeness
from bot.domain.wording import listed, shortened
from bot.languages import _
from bot.use_cases.actions.edit import MOST_OWNERS
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.owners import (
    JOINED,
    LEAD_TO_OBJECTS,
    LOOSE_ENDS,
    MOST_OF_NAME,
    NOBODYS,
    SHORT,
    THE_WRITER,
    is_name,
    organisation_called,
    owner_alone,
    take_last,
)
from handlers.slack.features.actions.typed_action import (
    OwnerQuestion,
    WhoMayOwn,
    ask_about_owner,
    owners_meant,
    unknown_owner,
)
from handlers.slack.kit import escape_text, reason_in, spoken_text
from handlers.slack.kit.slack_text import Mention, read_parts, without_thanks

_MENTION = r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>"
_ONE = re.compile(_MENTION)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_MARK = re.compile(r"^(?:for|by|owners?\s*:)\s+", re.IGNORECASE)
_LED_BY = re.compile(r"(?:^|(?<=[\s,;:]))(?:for|by|owners?\s*:)\s*$", re.IGNORECASE)
_FIRST_NAMES = re.compile(r"\s*([^:\s][^:]{2,200}?)(?::\s+|\s+to\s+)(?=\S)")
_AND = r"(?:\s*[,/]\s*|\s+(?:and|&amp;)\s+|\s*)"
_FIRST = re.compile(rf"\s*({_MENTION}(?:{_AND}{_MENTION})+)(?:\s*:\s*|\s+to\s+|\s+)(?=\S)")
_LEAD = re.compile(r"^(?:to|for)\s+", re.IGNORECASE)
_BECAUSE = re.compile(r"[\s,;:]+(?=because\b)", re.IGNORECASE)
_MOST_ASKED = 9

Taken = tuple[str, tuple[Owner, ...]]
"""The sentence without its owners, and the owners."""


def take_several(raw: str, who: WhoMayOwn) -> Taken | OwnerQuestion | Asked | None:
    """The sentence without its owners, and the owners, two at least; None where it has not several.
    `raw` is still escaped, without its date."""
    first = _FIRST.match(raw)
    found = _take_first_run(raw, who) or _take_run(raw, who)
    if first:
        found = raw[first.end() :], _people_in(first[1])
    if isinstance(found, OwnerQuestion):
        return found
    people = _people_in(raw)
    taken = found[1] if found is not None else ()
    if len(people) > 1 and not {*people} <= {*taken}:
        return ask_which_people(raw, who.names)
    owners = tuple(dict.fromkeys(taken))
    if found is None or len(owners) < 2:
        return None
    if len(owners) > MOST_OWNERS:
        raise Refusal(
            "You named {number} owners; up to {most} are possible.",
            number=len(owners),
            most=MOST_OWNERS,
        )
    return found[0].strip(LOOSE_ENDS), owners


def _take_first_run(raw: str, who: WhoMayOwn) -> Taken | OwnerQuestion | None:
    """ "KCSC and Arcom to compare the data", "KCSC, Arcom: compare the data"."""
    match = _FIRST_NAMES.match(raw)
    pieces = JOINED.split(match[1]) if match else []
    owners = [owner_alone(piece, who) for piece in pieces] if len(pieces) > 1 else []
    if match is None or not owners or None in owners:
        return None
    if _OR.search(match[1]):
        return _ask_which_one(match[1], "", who)
    asked = next((owner for owner in owners if isinstance(owner, OwnerQuestion)), None)
    sure = tuple(owner for owner in owners if isinstance(owner, Owner))
    return asked or (raw[match.end() :], sure)


def _take_run(raw: str, who: WhoMayOwn) -> Taken | OwnerQuestion | None:
    """Names at the end with "and", commas, or between people nothing."""
    end = raw.rstrip(f"{LOOSE_ENDS}.")
    owners: list[Owner | OwnerQuestion] = []
    either = False
    while joints := list(JOINED.finditer(end)):
        owner = owner_alone(end[joints[-1].end() :], who)
        if owner is None:
            break
        either = either or _OR.search(joints[-1][0]) is not None
        owners.insert(0, owner)
        end = end[: joints[-1].start()]
    if not owners:
        return None
    head = _take_head(end, who)
    if head is None:  # "Draft it, @liam, @min-ji": no name stands before the first comma
        people_only = len(owners) > 1 and not _ONE.search(end) and _people_in(raw) == tuple(owners)
        head = (end, None) if people_only and not _leads(end) else None
        if head is None and len(owners) > 1 and OwnerQuestion not in map(type, owners):
            run = raw[len(end) :].strip(f"{LOOSE_ENDS}.")
            words = _("Are {names} the owners?", names=spoken_text(run, who.names))
            return OwnerQuestion(words=words, typed=run, choices=((run, f"owner: {run}"),))
    if head is None or isinstance(head, OwnerQuestion):
        return head
    left, last = head
    if either:
        return _ask_which_one(raw[len(left) :].strip(f"{LOOSE_ENDS}."), "owner: ", who)
    asked = next((owner for owner in owners if isinstance(owner, OwnerQuestion)), None)
    if asked is not None:
        return asked
    sure = [owner for owner in owners if isinstance(owner, Owner)]
    return left, tuple([last, *sure] if last else sure)


def _ask_which_one(run: str, mark: str, who: WhoMayOwn) -> OwnerQuestion:
    """ "Arcom or Ofcom"."""
    pieces = JOINED.split(_MARK.sub("", run))
    called = [spoken_text(piece, who.names) for piece in pieces]
    words = _("Which of them is the owner: {names}?", names=listed(called, "or"))
    choices = zip(called, (f"{mark}{piece}" for piece in pieces), strict=True)
    return OwnerQuestion(words=words, typed=run, choices=tuple(choices))


def _take_head(raw: str, who: WhoMayOwn) -> tuple[str, Owner | None] | OwnerQuestion | None:
    """The first of the owners, behind the title."""
    mentions = list(_ONE.finditer(raw))
    if not mentions or mentions[-1].end() != len(raw):
        return take_last(raw, who)
    before = raw[: mentions[-1].start()]
    led = _LED_BY.search(before)
    if led is None and _leads(before):
        return None
    return (before[: led.start()] if led else before), _people_in(mentions[-1][0])[0]


def _leads(before: str) -> bool:
    words = before.split()
    return not words or words[-1].lower() in LEAD_TO_OBJECTS


def _people_in(raw: str) -> tuple[Owner, ...]:
    found = (part for part in read_parts(raw) if isinstance(part, Mention))
    return tuple(dict.fromkeys(Owner(user_id=one.user_id) for one in found))


def ask_which_people(raw: str, names: Mapping[str, str]) -> Asked:
    """Everyone named, or each alone: who is no owner then stands by name in the title."""
    parts = read_parts(raw)
    people = list(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    called = [person.named(names) for person in people]
    everyone = " ".join(f"<@{person.user_id}>" for person in people)
    title = "".join(p.named(names) if isinstance(p, Mention) else p for p in parts)
    title = escape_text(title).strip()
    ways = [Way(_("One for each: {people}", people=listed(called)), f"{title} {everyone}")]
    ways += [
        Way(_("Only {name}", name=name), f"{title} <@{person.user_id}>")
        for person, name in zip(people, called, strict=True)
    ]
    return Asked(_("You named {people}. Who owns it?", people=listed(called)), tuple(ways))


def parse_owner(raw: str, who: WhoMayOwn) -> tuple[Owner, str] | OwnerQuestion:
    """Who is named and the note behind ("because …"); a Refusal where something else is left."""
    raw, *tail = _BECAUSE.split(_LEAD.sub("", raw.strip()), maxsplit=1)
    raw = without_thanks(raw)
    parts = list(read_parts(raw))
    note = reason_in(spoken_text(tail[0], who.names)) if tail else ""
    users = list(dict.fromkeys(part for part in parts if isinstance(part, Mention)))
    text = " ".join(part.strip() for part in parts if isinstance(part, str)).strip()
    if users:
        return _one_person(users, text, who), note
    if text.lower() in NOBODYS:
        return NOBODY, note
    if text.lower() in THE_WRITER:
        return Owner(user_id=who.me), note
    if not text.startswith("@"):
        found = who.organisations().find(text)
        if found and found.only:
            return Owner(organisation_id=found.only.id), note
    asked = ask_about_owner(raw.strip(), who)
    if not asked.choices and (within := named_in(text, who)[0]):
        words = _(
            "I can't read all of “{words}” as an owner. Do you mean {names}? "
            "Nothing else of it is used.",
            words=shortened(text, 80),
            names=listed([label for label, _name in within], "or"),
        )
        asked = replace(asked, words=words, choices=within)
    if not asked.choices:
        raise Refusal(unknown_owner(text) + who.not_all_known)
    return replace(asked, typed=raw.strip(), may_stay=False)


def named_in(text: str, who: WhoMayOwn) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Everyone who is named by some of these words, as choices, and the words that name nobody.
    "Arcom or Ofcom" and "Ms Min-ji Park" do."""
    words = re.sub(r"['’]s\b|[^\w\s&@.'’-]", " ", text).split()
    found: dict[tuple[str, str], None] = {}
    index, left = 0, []
    while index < len(words):
        for end in range(min(len(words), index + MOST_OF_NAME), index, -1):
            typed = " ".join(words[index:end])
            named = is_name(typed, who) or organisation_called(typed, who)
            if typed[:1].islower() and not named:
                continue
            is_long = end == index + 1 and len(typed) > SHORT
            within = Closeness.SLIP if is_long and typed[:1].isupper() else Closeness.BEGINNING
            if meant := owners_meant(typed, who, within=within):
                found |= dict.fromkeys(meant)
                index = end
                break
        else:
            left.append(words[index])
            index += 1
    return tuple(found)[:_MOST_ASKED], left


def _one_person(users: Sequence[Mention], text: str, who: WhoMayOwn) -> Owner:
    if len(users) > 1:
        named = listed([user.named(who.names) for user in users])
        raise Refusal(
            "You named {people}, and an action has one owner. Please choose one.", people=named
        )
    if text:
        raise Refusal(
            "I don't know what to do with “{words}”. "
            "Please give the new owner alone, for example @min-ji.",
            words=shortened(text, 80),
        )
    return Owner(user_id=users[0].user_id)
