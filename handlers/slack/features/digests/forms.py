"""The form that sets the weekly digest."""

from typing import Any

from bot.domain.group import Group
from bot.domain.wording import spell_weekday
from handlers.slack.kit import blocks as kit

WEEKLY = "digest.weekly"
WEEKLY_TITLE = "Weekly digest"


def weekly_modal(group: Group) -> dict[str, Any]:
    """Day and time, in the group's zone; what is set now is filled in, else Monday."""
    days = [kit.option(spell_weekday(day), str(day)) for day in range(7)]
    return kit.modal(
        WEEKLY,
        WEEKLY_TITLE,
        [
            kit.rich(
                kit.line(
                    f"The digest of {group.name} is posted to its channel every week. Each chair "
                    "gets a private preview two hours before, with a button to hold it."
                )
            ),
            kit.field("weekday", "Day", kit.choice(days, initial=str(group.digest_weekday or 0))),
            kit.field(
                "at",
                "Time",
                {"type": "timepicker", "initial_time": f"{group.digest_time:%H:%M}"},
                hint=f"On clocks in {group.zone}, summer and winter.",
            ),
        ],
        submit="Save",
        close="Cancel",
        metadata={"group": group.id},
    )
