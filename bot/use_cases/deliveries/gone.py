"""Why a delivery is not wanted any more, in a short word that `/wg why` will explain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gone:
    """The look before the send found nothing to say: "cancelled", "answered", "nothing to say"."""

    why: str
