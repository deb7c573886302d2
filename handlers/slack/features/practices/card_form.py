"""The form of a practice card, empty or filled in, and what its menu of topics offers."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import Audience, Group, Practice, PracticeStatus, limits
from bot.domain.practice import Evidence, Public, TopicList
from bot.domain.search_words import words_in_text
from bot.languages import N_, _
from bot.use_cases.practices.card import MOST_COUNTRIES, MOST_TOPICS, TOPIC, CardWords, year_ahead
from bot.use_cases.practices.rules import editable_practice, group_of
from handlers.slack.features.practices.blocks import EDIT, SHARE, quote_words
from handlers.slack.kit import audience_options
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.menus import MOST, group_field, menu_of_several, option_of, picker
from handlers.slack.request import Answer, Scene, read_state
from handlers.slack.request.response import Suggest

SHARE_TITLE, EDIT_TITLE = N_("Share a good practice"), N_("Edit a practice")

_EVIDENCE = {
    Evidence.IDEA: N_("Not tried yet"),
    Evidence.PILOT: N_("Tried, on a small scale"),
    Evidence.EVALUATED: N_("Tried, and its effect was measured"),
}


def new_card_form(scene: Scene, groups: Sequence[Group]) -> kit.View:
    """A new card; with several groups the form asks which, with one it is settled."""
    organisation = scene.person.organisation
    first = groups[0]
    countries = (organisation.country,) if organisation else ()
    card = CardWords(countries=countries, audience=first.default_audience)
    kept = _topics_of(scene, [group.id for group in groups])
    fields = _card_fields(scene, groups, kept, card, year_ahead(_today(scene, first)))
    about = group_field(groups) if len(groups) > 1 else _reviewed_by(first)
    group = first.id if len(groups) == 1 else None
    return kit.form(SHARE, SHARE_TITLE, [about, *fields], _("Send for review"), group=group)


def edit_form(scene: Scene, number: int) -> kit.View:
    """A returned card under what the chair said of it, one that waits, or a published one. A review
    date that has passed is a year ahead again."""
    practice = editable_practice(number, scene.context)
    group = group_of(practice, scene.context)
    status = practice.status
    today = _today(scene, group)
    review_by = practice.review_by if practice.review_by > today else year_ahead(today)
    about = _reviewed_by(group)
    if status is PracticeStatus.PUBLISHED:
        about = kit.note("Everyone who may see it sees the change at once, in what was posted too.")
    elif practice.comment:
        asked = kit.line(kit.bold(_("It was returned with this comment:")))
        about = kit.rich(asked, quote_words(practice.comment))
    kept = scene.work.practices.topics_of(group.id)
    blocks = [about, *_card_fields(scene, [group], kept, practice, review_by)]
    submit = _("Send for review") if status is PracticeStatus.RETURNED else _("Save")
    return kit.form(EDIT, EDIT_TITLE, blocks, submit, number=number, was=status)


def _today(scene: Scene, group: Group) -> date:
    return scene.now.astimezone(ZoneInfo(group.zone)).date()


def _reviewed_by(group: Group) -> kit.Block:
    return kit.note(
        "A chair of {group} reviews the card before anyone else sees it.", group=group.name
    )


def _card_fields(
    scene: Scene,
    groups: Sequence[Group],
    kept: TopicList,
    filled: CardWords | Practice,
    review_by: date,
) -> list[kit.Block]:
    """The card's inputs; each block's id is the name of the field."""
    summary = kit.text_input(filled.summary, limits.SUMMARY, lines=True)
    short = _("In up to {number} characters.", number=limits.SUMMARY)
    done = kit.text_input(filled.what_was_done, limits.NOTE, lines=True)
    offered = [kit.option(_(public.value).capitalize(), public.value) for public in Public]
    publics = kit.choices(offered, initial=filled.publics)
    topics = N_("Up to {number}. They come from a list.")
    if kept.free:
        topics = N_("Up to {number}. Type to find one or to add your own.")
    some = _(topics, number=MOST_TOPICS)
    listed = menu_of_several("topics", filled.topics, MOST_TOPICS)
    countries = menu_of_several("countries", filled.countries, MOST_COUNTRIES)
    language = picker("language", filled.language)
    tried = [kit.option(_(e.value).capitalize(), e.value, _(said)) for e, said in _EVIDENCE.items()]
    evidence = filled.evidence if isinstance(filled, Practice) else None
    contact = kit.text_input(filled.contact, limits.NAME)
    reachable = _("A name, office or address that readers may write to.")
    return [
        kit.field("title", _("Title"), kit.text_input(filled.title, limits.TITLE)),
        kit.field("summary", _("Summary"), summary, hint=short),
        kit.field("what_was_done", _("What was done"), done),
        kit.field("publics", _("Who it is for"), publics, optional=True),
        kit.field("topics", _("Topics"), listed, hint=some, optional=True),
        kit.field("countries", _("Countries"), countries),
        kit.field("language", _("Language"), language, hint=_("The language of the material.")),
        kit.field("evidence", _("Evidence"), kit.choice(tried, initial=evidence)),
        kit.field("link", _("Link"), kit.text_input(filled.link, limits.LINK), optional=True),
        kit.field("contact", _("Contact"), contact, hint=reachable, optional=True),
        kit.field("audience", _("Share with"), _audience(scene, groups, filled.audience)),
        kit.field("review_by", _("Review it again by"), kit.day_picker(review_by)),
    ]


def _audience(scene: Scene, groups: Sequence[Group], usual: Audience) -> kit.Element:
    """Only audiences that include the person who shares."""
    seen = {one for one in Audience if any(scene.reader.sees(g.id, one) for g in groups)}
    options = [option for option in audience_options() if option["value"] in seen]
    return kit.choice(options, initial=usual if usual in seen else options[0]["value"])


def suggest_topics(scene: Scene) -> Answer:
    """What the menu of topics offers; in a form for one of several groups, those of all."""
    state = read_state(scene.call.metadata or "{}", group=int | None, number=int | None)
    ids = list(scene.reader.seats)
    if state["number"] is not None:
        practice = scene.work.practices.get(scene.reader, state["number"])
        ids = [practice.group_id] if practice else []
    elif state["group"] is not None:
        ids = [state["group"]] if scene.reader.belongs_to(state["group"]) else []
    used = sorted(scene.work.practices.topics_in_use(scene.reader, ids), key=str.casefold)
    return Suggest(offered_topics(_topics_of(scene, ids), used, scene.call.value))


def _topics_of(scene: Scene, group_ids: list[int]) -> TopicList:
    lists = [scene.work.practices.topics_of(group_id) for group_id in group_ids]
    topics = tuple(dict.fromkeys(topic for one in lists for topic in one.topics))
    return TopicList(topics=topics, free=any(one.free for one in lists))


def offered_topics(kept: TopicList, used: Sequence[str], typed: str) -> dict[str, Any]:
    """Topics that fit what was typed, those of the list first, then those in use. What is no topic
    yet comes last, as a new one, where the list is free."""
    words = words_in_text(typed)
    known = {topic.casefold(): topic for topic in (*used, *kept.topics)}
    topics = dict.fromkeys((*kept.topics, *(used if kept.free else ())))
    fits = [t for t in topics if all(word in " ".join(words_in_text(t)) for word in words)]
    options = [option_of("topics", topic) for topic in fits][: MOST - 1]
    new = limits.tidied_text(" ".join(typed.split()).lstrip("#"))
    if kept.free and new and len(new) <= TOPIC and new.casefold() not in known:
        options.append(kit.option(new, new, _("A new topic")))
    return {"options": options}
