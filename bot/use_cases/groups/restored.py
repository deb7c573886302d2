"""What the secretariat hears after an older copy of the database was put back."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.chair_notices import SecretariatNotice
from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.next_steps import NextStep
from bot.domain.notifications import Gone
from bot.domain.wording import count, listed
from bot.use_cases.context import Context

_SHOWN = 30


def pack(since: datetime, missing: Sequence[str], unreadable: int) -> str:
    """The notice's facts as an occurrence; `missing` as references ("D12")."""
    return f"{since.isoformat()}|{','.join(missing)}|{unreadable}"


def restored_notice(delivery: Delivery, context: Context) -> SecretariatNotice | Gone:
    """The notification, or why it is not wanted any more."""
    if not context.reader.secretariat:
        return Gone(DropReason.NOT_SECRETARIAT)
    _, missing, unreadable = delivery.occurrence.split("|")
    since = datetime.fromisoformat(delivery.occurrence.partition("|")[0])
    words = [
        "I started on an older copy of my database. What people did after the moment above is "
        "not in it: please tell the chairs to look at what they changed since then.",
        "I post nothing twice: what was due before this start I first look for where it was to "
        "be posted. New references begin behind those that were posted.",
    ]
    if missing:
        names = missing.split(",")
        more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
        words.append(
            f"I posted {listed([*names[:_SHOWN], *more])} and do not know them any more. Their "
            "buttons do nothing now. Please have them made again where they are still wanted."
        )
    if int(unreadable):
        words.append(
            f"I could not read {count(int(unreadable), 'conversation')}. There I send nothing that "
            "was due before unless I can look first."
        )
    step = NextStep.SEE_WHY if int(unreadable) else None
    return SecretariatNotice(since=since, words=tuple(words), step=step)
