"""/wg away: a person's deputy, and when they are away; one form for oneself and others."""

from collections.abc import Mapping
from datetime import date

from bot.domain import NotValid, Person, Refusal
from bot.domain.person import Absence
from bot.domain.wording import at_name
from bot.languages import N_, _
from bot.use_cases.roster.cover import CoverKept, KeepCover, absence_words, find_officer, keep_cover
from handlers.slack.kit import View, confirm_header
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.slack_text import mentioned_ids
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_state
from handlers.slack.request.carried_values import NotOurs, read_day
from handlers.slack.request.context import show_form

COVER = "roster.cover"
COVER_TITLE = N_("Deputy and absences")


def run_away(scene: Scene) -> Answer:
    """Alone one's own form; with a person's name theirs, for the secretariat."""
    named = mentioned_ids(scene.call.raw)
    if scene.call.raw and len(named) != 1:
        raise Refusal(
            "Please name one person, chosen from the list that Slack shows after @; or type "
            "/wg away alone, for yourself."
        )
    return ShowView(_form(scene, named[0] if named else scene.call.user_id))


def own_cover_form(scene: Scene) -> View:
    return _form(scene, scene.call.user_id)


press_cover = show_form(own_cover_form)


def cover_form_now(scene: Scene) -> View:
    return _form(scene, _person_in(scene))


def submit_cover(scene: Scene) -> Answer:
    fields, user_id = scene.call.fields, _person_in(scene)
    absences = [_absence_kept(value) for value in fields.get("keep") or ()]
    first, last = (read_day(fields, name) for name in ("first", "last"))
    if last and not first:
        raise NotValid("Please give the first day as well.", field="first")
    if first:
        absences.append(Absence(first, last or first))
    deputy = fields.get("deputy_user_id") or None
    wish = KeepCover(user_id=user_id, deputy_user_id=deputy, absences=tuple(absences))
    done = keep_cover(wish, scene.context, facts=scene.facts)
    return Reply(blocks=_kept_blocks(done, own=user_id == scene.call.user_id))


def cover_words(person: Person, names: Mapping[str, str]) -> str:
    """ "deputy @olive, away Monday 4 January 2027 to Friday 8 January 2027"; "" for nothing."""
    parts = []
    if person.deputy_user_id:
        name = at_name(names.get(person.deputy_user_id, person.deputy_user_id))
        parts.append(_("deputy {person}", person=name))
    if person.absences:
        parts.append(_("away {days}", days=absence_words(person.absences)))
    return ", ".join(parts)


def _form(scene: Scene, user_id: str) -> View:
    own = user_id == scene.call.user_id
    person = scene.person if own else find_officer(user_id, scene.context)
    options = [kit.option(absence_words([a]), f"{a.first}/{a.last}") for a in person.absences]
    kept = kit.choices(options, initial=[option["value"] for option in options])
    text = N_(
        "While {person} is away, the deputy finds the actions in their own morning message, and "
        "can complete and snooze them. Nothing else goes to the deputy. Afterwards all is as "
        "before."
    )
    if own:
        text = N_(
            "While you are away, the deputy finds the actions in their own morning message, and "
            "can complete and snooze them. Nothing else goes to the deputy. Afterwards all is as "
            "before."
        )
    deputy = kit.chooser("users_select", person.deputy_user_id)
    same, drop = _("A person of the same organisation."), _("Untick to drop it.")
    where = _("On the calendar in {zone}. Leave both empty to add nothing.", zone=person.zone)
    day = kit.chooser("datepicker")
    absences = [kit.field("keep", _("Away"), kept, hint=drop, optional=True)] if options else []
    blocks = [
        kit.rich(kit.say(text, person=at_name(person.name))),
        kit.field("deputy_user_id", _("Deputy"), deputy, hint=same, optional=True),
        *absences,
        kit.field("first", _("Away from"), day, optional=True),
        kit.field("last", _("Up to and with"), day, hint=where, optional=True),
    ]
    return kit.form(COVER, COVER_TITLE, blocks, _("Save"), person=user_id)


def _kept_blocks(done: CoverKept, *, own: bool) -> list[kit.Block]:
    person, deputy = done.person, done.deputy
    text = N_("You have no deputy.") if own else N_("{person} has no deputy.")
    if deputy:
        text = N_("{person} has the deputy {deputy}.")
        text = N_("You have the deputy {deputy}.") if own else text
    name = at_name(deputy.name) if deputy else ""
    named = [_(text, person=at_name(person.name), deputy=name)]
    if person.absences and deputy is None:
        named.append(
            _("Meanwhile actions that come due stay there, and a chair is told once of each.")
        )
    first = N_("Kept.") if done.changed else N_("Nothing changed.")
    away = kit.say("Away: {days}.", days=absence_words(person.absences))
    return [confirm_header(first), kit.rich(kit.line(" ".join(named)), away)]


def _person_in(scene: Scene) -> str:
    user_id: str = read_state(scene.call.metadata, person=str)["person"]
    return user_id


def _absence_kept(value: str) -> Absence:
    try:
        return Absence(*map(date.fromisoformat, value.split("/", 1)))
    except (TypeError, ValueError):
        raise NotOurs from None
