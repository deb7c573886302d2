"""The form of a person's own mornings, from its button to its answer."""

from bot.domain import Person
from bot.domain.person import HowOften, zone_of
from bot.languages import N_, _
from bot.use_cases.mornings.plan import HOURS, choose_mornings
from handlers.slack.kit import View, confirm_header
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Reply, Scene, read_number
from handlers.slack.request.carried_values import read_choice

MORNINGS = "home.mornings"
MORNINGS_TITLE = N_("Your morning message")
_RHYTHMS = {
    HowOften.DAILY: N_("Every working day"),
    HowOften.WEEKLY: N_("Once a week, on its first working day"),
    HowOften.OFF: N_("Never"),
}


def mornings_form(scene: Scene) -> View:
    """What the person has chosen, or what everyone has who has not."""
    person = scene.person
    about = kit.say(
        "One direct message with what is due, what is overdue and which dialogues wait for your "
        "answer. It comes only when there is something to say."
    )
    rhythms = [kit.option(_(words), rhythm.value) for rhythm, words in _RHYTHMS.items()]
    rhythm = kit.choice(rhythms, initial=person.rhythm, kind="radio_buttons")
    hour = kit.number_choice(HOURS, person.morning_hour, "{:02}:00".format)
    clocks = _("On clocks in {zone}, which is your time zone in Slack.", zone=person.zone)
    blocks = [
        kit.rich(about),
        kit.field("rhythm", _("How often"), rhythm),
        kit.field("hour", _("At which hour"), hour, hint=clocks),
    ]
    return kit.form(MORNINGS, MORNINGS_TITLE, blocks, _("Save"))


def mornings_words(person: Person) -> str:
    """ "every working day at 09:00 (Europe/London)"."""
    if person.rhythm is HowOften.OFF:
        return _("never. Actions that are given to you are still told to you.")
    text = N_("every working day at {time} ({zone})")
    if person.rhythm is HowOften.WEEKLY:
        text = N_("once a week, on its first working day, at {time} ({zone})")
    return _(text, time=f"{person.morning_hour:02}:00", zone=zone_of(person))


def submit_mornings(scene: Scene) -> Answer:
    fields = scene.call.fields
    rhythm = read_choice(HowOften, fields.get("rhythm") or "")
    done = choose_mornings(rhythm, read_number(fields.get("hour") or ""), scene.context)
    first = N_("Your choice is kept.") if done.changed else N_("Nothing changed.")
    return Reply(blocks=[confirm_header(first), kit.rich(kit.line(mornings_words(done.person)))])
