"""The form that sets the weekly digest."""

from typing import Any

from bot.domain import Act, Group
from bot.domain.wording import spell_weekday
from bot.languages import N_, _
from bot.use_cases.digests.schedule import ScheduleDigest, schedule_digest
from bot.use_cases.refusals import find_group_for
from handlers.slack.features.digests.parsing import WEEKLY, read_form
from handlers.slack.features.digests.replies import weekly_reply
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Scene, read_state_number

WEEKLY_TITLE = N_("Weekly digest")


def weekly_modal(group: Group) -> dict[str, Any]:
    """Day and time, in the group's zone; what is set now is filled in, else Monday."""
    days = [kit.option(spell_weekday(day), str(day)) for day in range(7)]
    return kit.modal(
        WEEKLY,
        _(WEEKLY_TITLE),
        [
            kit.rich(
                kit.say(
                    "The digest of {group} is posted to its channel every week. Each chair "
                    "gets a private preview two hours before, with buttons to post it at once "
                    "or to hold it.",
                    group=group.name,
                )
            ),
            kit.field(
                "weekday", _("Day"), kit.choice(days, initial=str(group.digest_weekday or 0))
            ),
            kit.field(
                "at",
                _("Time"),
                {"type": "timepicker", "initial_time": f"{group.digest_time:%H:%M}"},
                hint=_("On clocks in {zone}, summer and winter.", zone=group.zone),
            ),
        ],
        submit=_("Save"),
        close=_("Cancel"),
        metadata={"group": group.id},
    )


def weekly_form_now(scene: Scene) -> dict[str, Any]:
    group_id = read_state_number(scene.call.metadata, "group")
    return weekly_modal(find_group_for(Act.RUN_DIGEST, group_id, scene.context))


def submit_weekly(scene: Scene) -> Answer:
    """The form, sent."""
    weekday, at = read_form(scene.call.fields)
    wish = ScheduleDigest(
        group_id=read_state_number(scene.call.metadata, "group"), weekday=weekday, at=at
    )
    return weekly_reply(schedule_digest(wish, scene.context))
