"""The owner of an action in typed words: a person, an organisation, or nobody yet.

A person who was typed and not picked from Slack's list is always asked about: the name may be
another's. So is every name that fits several, or that is nearly a name.
"""

import re
from dataclasses import replace

from bot.dates.tables.day_words import MONTHS, WEEKDAYS
from bot.domain import Organisation
from bot.domain.known_names import Closeness, NamesFound
from bot.languages import _
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.typed_action import (
    EVERYBODY,
    OwnerQuestion,
    WhoMayOwn,
    ask_about_owner,
    owners_meant,
    unknown_owner,
)
from handlers.slack.kit import spoken_text
from handlers.slack.kit.slack_text import Mention, read_parts, without_thanks

NOBODYS = frozenset(
    {"nobody", "no one", "noone", "none", "no-one", "nobody yet", "unassigned", "unowned"}
    | {"no owner", "without owner", "without an owner"}
)
THE_WRITER = frozenset({"me", "@me", "myself", "mine"})
_NO_OWNER = re.compile(
    r"[\s,;(\[]+(?:(?:owner\s*:?\s*)?nobody(?: yet)?|no owner(?: yet)?|unassigned|unowned"
    r"|owner\s*:?\s*(?:none|tbc|tbd|to be (?:confirmed|decided|agreed)))[)\]]?\s*$",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"\s*,\s*(?:(?:and|&(?:amp;)?|or)\s+)?|\s+(?:and|&(?:amp;)?|\+|or)\s+|\s*/\s*|(?<=>)\s*(?=<@)",
    re.IGNORECASE,
)
"""Between the names of several."""
_FIRST_MARKED = re.compile(r"\s*(owners?\s*:\s*[^,;\n]{2,80})[,;\n]\s*(?=\S)", re.IGNORECASE)
_LEADING = re.compile(r"\s+(?:to|will|(?:to take|in) the)$", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+$", re.IGNORECASE)
_I_WILL = re.compile(r"\s*I(?:['’]ll|\s+(?:will|shall|must|should|can|need\s+to))(?=\s+\S)")
_ADDRESS = re.compile(r"([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_LEADS = frozenset({"lead", "leads", "leading", "owns", "responsible", "tbc", "tbd"})
"""Behind a name at the end: "…, Arcom lead"."""
_EVERYONE = re.compile(rf"@(?:{'|'.join(EVERYBODY)})|<!subteam\b.*|<!(?:{'|'.join(EVERYBODY)})\b.*")
_TYPED_AT = re.compile(rf"(?<![\w.@/;])@(?!(?:{'|'.join([*EVERYBODY, 'me'])})\b)(?=[^\W\d_])")
_IN_ANGLES = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\S+")
_AROUND_NAMES = "()[],.;:!?\"'“”"
LOOSE_ENDS = " \t\r\n,;:|–—-→"
OWNER_MARK = re.compile(
    r"(?:^|[\s(\[])(?:(?:for|owners?|by|(?:owned|led) by|assigned to|responsible)\s*:?"
    r"|(?:lead|assignee|action|who)\s*:|resp\.\s*:?|(?<=[(\[])action)\s*$",
    re.IGNORECASE,
)
"""What leads to a name that owns."""
_NAMED_MARK = re.compile(
    r"[\s(\[,;](?:(?:owners?|responsible|lead|assignee)\s*:|owned by|assigned to)\s*(?=[^\W\d_]|@)",
    re.IGNORECASE,
)
"""What nothing but a name follows."""
_LONGEST_MARK = 40
"""Characters, with much white space."""
LEAD_TO_OBJECTS = frozenset({
    "a", "about", "against", "an", "and", "around", "as", "at", "between", "from", "in", "into",
    "like", "of", "on", "or", "over", "per", "than", "the", "through", "to", "towards", "under",
    "versus", "via", "vs", "with", "within", "without", "&", "&amp", "+",
})  # fmt: skip
"""A name after one of these belongs to the title: "Send the letter to Ofcom"."""
_DAY_WORDS = frozenset(WEEKDAYS) | frozenset(MONTHS)
_ACTS = frozenset(
    "should will must can may agree arrange ask check circulate collect comment compare "
    "compile complete confirm contact coordinate draft finalise follow gather host invite lead "
    "organise prepare present produce propose provide publish put raise review send set share "
    "submit suggest update upload write".split()
)
"""Behind a name they say what it does: "NCMEC share the list". "Ofcom report" is a title."""
_MOST_WORDS = 8
MOST_OF_NAME = 5
SHORT = 4
"""Characters of a word whose slips are too many other words."""
_COMMON_SHORT_FORMS = frozenset(
    "AI API CEO CSAM CSV CV DSA EU FAQ FAQS GDPR HR ICT ID IP IT KPI KPIS MOU NDA NGO NGOS OSA PC "
    "PDF PDFS PR Q1 Q2 Q3 Q4 QA RFI SMS TOR TV UK UN URL URLS US USA VPN WG".split()
)
"""Short forms that end titles and own nothing."""


def take_owner(raw: str, who: WhoMayOwn) -> tuple[str, Owner] | OwnerQuestion:
    """The sentence without its owner, and the owner; NOBODY where it names none. `raw` is still
    escaped, without its date and without people who were picked."""
    if first := _FIRST_MARKED.match(raw):
        raw = f"{raw[first.end() :]}, {first[1]}"
    return (
        _ask_about_typed_person(raw, who)
        or _take_first(raw, who)
        or take_last(raw, who)
        or (raw, NOBODY)
    )


def take_no_owner(raw: str) -> tuple[str, bool]:
    """The sentence without "owner: nobody" at its end, and whether that stood there."""
    without = _NO_OWNER.sub("", raw)
    return without, without != raw


def _ask_about_typed_person(raw: str, who: WhoMayOwn) -> OwnerQuestion | None:
    """ "@liam" that was typed: Slack's own mentions, user groups and links stand in angles."""
    shielded = _IN_ANGLES.sub(lambda match: "<" * len(match[0]), raw)
    for at in _TYPED_AT.finditer(shielded):
        behind = list(_WORD.finditer(shielded, at.end()))[:4]
        for length in range(len(behind), 0, -1):
            typed = raw[at.start() : behind[length - 1].end()].rstrip(_AROUND_NAMES)
            within = Closeness.SLIP if length == 1 else Closeness.PART
            if length == 1 or owners_meant(typed, who, within=within):
                return ask_about_owner(typed, who)
    return None


def _take_first(raw: str, who: WhoMayOwn) -> tuple[str, Owner] | OwnerQuestion | None:
    """ "Ofcom to share the codes", "Liam: draft the letter", "Liam draft the letter"."""
    if mine := _I_WILL.match(raw):
        yes = ((_("Yes, me"), "me to"),)
        return OwnerQuestion(words=_("Are you the owner?"), typed=mine[0].strip(), choices=yes)
    match = re.match(r"\s*([^\s:](?:[^:]{0,78}?[^\s:])?)(?::\s+|\s+to\s+)(?=\S)", raw)
    if match is None:
        words = list(_WORD.finditer(raw))
        firsts = {n: raw[: words[n - 1].end()].strip() for n in (3, 2, 1) if n < len(words)}
        for number, typed in firsts.items():
            if is_name(typed, who):
                return ask_about_owner(typed, who)
            if words[number][0].lower() in _ACTS and (body := organisation_called(typed, who)):
                asked = ask_about_owner(typed, who)
                return replace(asked, choices=((body.name, f"{typed}:"),))
        return None
    typed, rest = match[1], raw[match.end() :]
    if typed.lower() in THE_WRITER:
        return rest, Owner(user_id=who.me)
    if body := organisation_called(typed, who):
        return rest, Owner(organisation_id=body.id)
    if not typed[:1].isupper() and not is_name(typed, who):
        return None
    if re.search(r"\(.+\)", typed):  # "Arcom (Benoit) to draft it"
        named = [owners_meant(name, who) for name in re.split(r"\s*[()]\s*", typed) if name]
        asked = ask_about_owner(typed, who)
        return replace(asked, choices=tuple(one for some in named for one in some[:1]))
    if len(typed) > SHORT and who.organisations().find(typed, within=Closeness.SLIP):
        return ask_about_owner(typed, who)
    people = who.people().find(typed, within=Closeness.PART)
    may_be_new = match[0].rstrip().endswith(":") and " " not in typed and who.unnamed()
    return ask_about_owner(typed, who) if people or may_be_new else None


def organisation_called(typed: str, who: WhoMayOwn) -> Organisation | None:
    found = who.organisations().find(typed, within=Closeness.INITIALS)
    return found.only if found and _looks_like_name(typed, found) else None


def is_name(typed: str, who: WhoMayOwn) -> bool:
    """Whether somebody is called so or by the beginning of it, and not by initials."""
    found = who.people().find(typed, within=Closeness.BEGINNING)
    return found is not None and found.closeness is not Closeness.INITIALS


def owner_alone(typed: str, who: WhoMayOwn) -> Owner | OwnerQuestion | None:
    """The owner that these escaped words are as a whole, or the question whether they are one."""
    parts = [part for part in read_parts(typed.strip()) if part]
    if len(parts) == 1 and isinstance(parts[0], Mention):
        return Owner(user_id=parts[0].user_id)
    if typed.lower() in THE_WRITER:
        return Owner(user_id=who.me)
    found = who.organisations().find(typed, within=Closeness.BEGINNING)
    if found and found.only and _is_sure(typed, found):
        return Owner(organisation_id=found.only.id)
    named = _may_be_name(typed, found, who, length=len(typed.split()))
    return ask_about_owner(typed, who) if named else None


def take_last(raw: str, who: WhoMayOwn) -> tuple[str, Owner] | OwnerQuestion | None:
    """ "Share the codes Ofcom", "Draft the plan for Liam", "Draft the memo, owner: me"."""
    polite = without_thanks(raw)
    if polite != raw and (found_politely := take_last(polite, who)):
        return found_politely
    words = list(_WORD.finditer(raw))
    if words and words[-1][0].strip(_AROUND_NAMES).lower() in _LEADS:
        for word in words[-MOST_OF_NAME:-1]:
            typed = raw[word.start() : words[-1].start()].strip(f"{_AROUND_NAMES} ")
            typed = _LEADING.sub("", typed)
            if typed[:1].isupper() and owner_alone(typed, who):
                led_with = _WITH.search(raw, 0, word.start())
                whole = raw[led_with.start() if led_with else word.start() :].strip(_AROUND_NAMES)
                return replace(ask_about_owner(typed, who), typed=whole)
    for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        start = words[-length].start()
        typed = raw[start:].strip(_AROUND_NAMES)
        before = words[-length - 1][0].strip(_AROUND_NAMES).lower()
        led = OWNER_MARK.search(raw, max(0, start - _LONGEST_MARK), start)
        left = raw[: led.start() if led else start].rstrip(LOOSE_ENDS)
        if not left or (not led and (before in LEAD_TO_OBJECTS or len(words) - length < 2)):
            continue
        if length == 1 and typed.lower() in _DAY_WORDS:
            continue
        if length == 1 and (asked := _ask_about_nobody(raw[start:], led, who)):
            return asked
        if length == 1 and typed.lower() in THE_WRITER:
            return left, Owner(user_id=who.me)
        slips = typed[:1].isupper()  # those of other words are not asked about
        found = who.organisations().find(
            typed, within=Closeness.SLIP if slips else Closeness.BEGINNING
        )
        if found and found.only and _is_sure(typed, found):
            return left, Owner(organisation_id=found.only.id)
        if _may_be_name(typed, found, who, length=length):
            return ask_about_owner(typed, who)
    return _ask_about_marked(raw, who)


def _ask_about_nobody(word: str, led: re.Match[str] | None, who: WhoMayOwn) -> OwnerQuestion | None:
    """ "@everyone", a user group or an address as the last word: none of them owns an action."""
    typed = word.rstrip(_AROUND_NAMES)
    shown = spoken_text(typed, who.names)
    if address := _ADDRESS.fullmatch(shown):
        return replace(ask_about_owner(re.sub(r"[._]", " ", address[1]), who), typed=typed)
    owned = led is not None and "for" not in led[0].lower()  # "Safety for all"
    everyone = owned and typed.lower() in ("all", "everybody", "everyone")
    if not everyone and not _EVERYONE.fullmatch(typed):
        return None
    words = unknown_owner(shown if shown.startswith("@") else f"@{shown}")
    return OwnerQuestion(words=words, typed=typed, choices=())


def _ask_about_marked(raw: str, who: WhoMayOwn) -> OwnerQuestion | None:
    """ "assigned to Liam O'Brien", who may be the Liam that is known here."""
    *before, typed = _NAMED_MARK.split(raw)
    typed = typed.strip(_AROUND_NAMES)
    if not before or not typed[:1].isupper() or len(typed.split()) > MOST_OF_NAME:
        return None
    known = typed if owners_meant(typed, who) else typed.split()[0]
    return replace(ask_about_owner(known, who), typed=typed)


def _is_sure(typed: str, found: NamesFound[Organisation]) -> bool:
    """Whether a bare name at the end of a title needs no question."""
    if found.closeness is Closeness.BEGINNING:
        return bool(re.search(r"[^\W_A-Z][A-Z]", typed))  # eSafety: a name and no other word
    return _looks_like_name(typed, found)


def _looks_like_name(typed: str, found: NamesFound[Organisation]) -> bool:
    return found.closeness is Closeness.NAME or typed.isupper()


def _may_be_name(
    typed: str, found: NamesFound[Organisation] | None, who: WhoMayOwn, *, length: int
) -> bool:
    """Whether to ask about a title's last words. Small letters are enough for a name of somebody's
    or its beginning: "Draft the letter benoit"."""
    is_great = typed[:1].isupper()
    if is_great and found and found.closeness <= Closeness.BEGINNING:
        return True
    if length <= MOST_OF_NAME:
        if typed == typed.lower():
            return is_name(typed, who)
        if who.people().find(typed, within=Closeness.PART):
            return True
    is_slip = found is not None and found.closeness is Closeness.SLIP
    if length > 1 or not is_great:
        return is_great and is_slip
    is_short_form = typed.isupper() and typed.isalpha() and 2 < len(typed) <= _MOST_WORDS
    return is_slip or (is_short_form and typed not in _COMMON_SHORT_FORMS) or who.unnamed()
