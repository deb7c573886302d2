"""What a person had filled into a form and not sent: theirs alone, and for a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The last draft of one form by one person.

    `form`: what the form is and what it is about, as one word. `filled`: the door's own words for
    the fields that were changed; "" once the form of `view_id` was sent or thrown away.
    `typed_at`: the moment of the key, by which late ones are told.
    """

    user_id: str
    form: str
    view_id: str
    filled: str
    typed_at: datetime
    kept_at: datetime
