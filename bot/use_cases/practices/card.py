"""What a person writes on a card, held to its limits; the topics that chairs keep."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.domain import Act, Audience, Group, NotValid, Reader, limits
from bot.domain.countries_and_languages import read_language, read_origin
from bot.domain.practice import Evidence, Public, TopicList
from bot.domain.wording import listed, spell_day
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.refusals import find_group_for
from bot.use_cases.terms import today_in

MOST_TOPICS, TOPIC = 10, 30
MOST_COUNTRIES = 20
YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """A card as it was filled in; the fields are Practice's own. `review_by` None: no date."""

    title: str = ""
    summary: str = ""
    what_was_done: str = ""
    publics: tuple[Public, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Codes or names, as typed."""
    language: str = "en"
    evidence: Evidence = Evidence.IDEA
    link: str | None = None
    contact: str | None = None
    audience: Audience = Audience.GROUP
    review_by: date | None = None


def checked_card(
    words: CardWords, *, group: Group, context: Context, before: tuple[str, ...] = ()
) -> CardWords:
    """The card in its final form, or NotValid beside the first field that breaks a limit. `before`:
    the topics that it has already; they stay, whatever the group's list says now."""
    kept = context.work.practices.topics_of(group.id)
    today = today_in(group, context.now)
    return replace(
        words,
        title=limits.checked_text(words.title, limits.TITLE, field="title", what=_("The title")),
        summary=limits.checked_text(
            words.summary, limits.SUMMARY, field="summary", what=_("The summary")
        ),
        what_was_done=limits.checked_text(
            words.what_was_done, limits.NOTE, field="what_was_done", what=_("What was done")
        ),
        publics=tuple(public for public in Public if public in words.publics),
        topics=_checked_topics(words.topics, kept, before, group),
        countries=_checked_countries(words.countries),
        language=read_language(words.language),
        link=limits.checked_link(words.link),
        contact=limits.checked_text(
            words.contact, limits.NAME, field="contact", what=_("The contact"), needed=False
        )
        or None,
        audience=_checked_audience(words.audience, group=group, reader=context.reader),
        review_by=_checked_date(words.review_by, today),
    )


def year_ahead(today: date) -> date:
    """The usual review date: the same day next year, 28 February for the 29th."""
    return today + relativedelta(years=1)


def _checked_countries(typed: Iterable[str]) -> tuple[str, ...]:
    """Each country once, in the order given; one at least."""
    codes = tuple(dict.fromkeys(read_origin(one, field="countries") for one in typed or ("",)))
    if len(codes) > MOST_COUNTRIES:
        raise NotValid(
            "These are {number} countries; the limit is {limit}. "
            "“International” may say it better.",
            number=len(codes),
            limit=MOST_COUNTRIES,
            field="countries",
        )
    return codes


def _checked_topics(
    typed: Iterable[str], kept: TopicList, before: Iterable[str], group: Group
) -> tuple[str, ...]:
    """Each topic once, spelled as the group's list has it; another one only where that is free."""
    topics = tidied_topics(typed)
    if len(topics) > MOST_TOPICS:
        raise NotValid(
            "These are {number} topics; the limit is {limit}. Please keep the best ones.",
            number=len(topics),
            limit=MOST_TOPICS,
            field="topics",
        )
    known = {topic.casefold(): topic for topic in (*before, *kept.topics)}
    unknown = [topic for topic in topics if topic.casefold() not in known]
    if unknown and not kept.free:
        raise NotValid(
            "{topics} is not among the topics of {group}. Please choose from its list, which "
            "its chairs keep.",
            topics=listed([_("“{words}”", words=topic) for topic in unknown]),
            group=group.name,
            field="topics",
        )
    return tuple(known.get(topic.casefold(), topic) for topic in topics)


def tidied_topics(topics: Iterable[str]) -> tuple[str, ...]:
    """Each topic once, letter case aside, in the order given."""
    tidy: dict[str, str] = {}
    for topic in topics:
        word = limits.tidied_text(" ".join(topic.split()).lstrip("#"))
        if len(word) > TOPIC:
            raise NotValid(
                "A topic has up to {limit} characters; “{topic}…” has {number}. "
                "Commas stand between topics.",
                limit=TOPIC,
                topic=word[:TOPIC],
                number=len(word),
                field="topics",
            )
        if word:
            tidy.setdefault(word.casefold(), word)
    return tuple(tidy.values())


def _checked_audience(audience: Audience, *, group: Group, reader: Reader) -> Audience:
    """Nobody shares a card that they could not see themselves once it is published."""
    if reader.sees(group.id, audience):
        return audience
    raise NotValid(
        _(
            "Only people of member organisations can share with this audience. "
            "Please choose the whole group."
        )
        if audience is Audience.MEMBERS
        else _(
            "Only people whose organisation is on the roster can share with this audience. "
            "Please choose the whole group."
        ),
        field="audience",
    )


def _checked_date(day: date | None, today: date) -> date:
    if day is None:
        return year_ahead(today)
    if day <= today:
        raise NotValid(
            "The review date must be after today, {day}.", day=spell_day(today), field="review_by"
        )
    latest = today + relativedelta(years=YEARS_AHEAD)
    if day > latest:
        raise NotValid(
            "The review date can be {day} at most.", day=spell_day(latest), field="review_by"
        )
    return day


MOST_KEPT = 100


def keep_topics(group_id: int, wanted: TopicList, context: Context) -> TopicList:
    """The whole list as it is kept; cards that have other topics stay as they are."""
    group = find_group_for(Act.RUN_GROUP, group_id, context)
    topics = tidied_topics(wanted.topics)
    if len(topics) > MOST_KEPT:
        raise NotValid(
            "These are {number} topics; the limit is {limit}.",
            number=len(topics),
            limit=MOST_KEPT,
            field="listed",
        )
    if not topics and not wanted.free:
        raise NotValid("A list without topics would let no card have one.", field="listed")
    kept = replace(wanted, topics=topics)
    if kept != context.work.practices.topics_of(group.id):
        context.work.practices.keep_topics(group.id, kept)
        context.record("kept topics", group.channel_id)
    return kept
