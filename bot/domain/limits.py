"""How long what people write may be, in Unicode code points."""

from bot.domain.errors import NotValid

TITLE = 150
NOTE = 2_000
SUMMARY = 280
NAME = 80
LINK = 2_000


def tidied_text(text: str | None) -> str:
    """`text` without outer white space and without NUL, which PostgreSQL's text cannot hold."""
    return (text or "").replace("\x00", "").strip()


def checked_text(
    text: str | None, limit: int, *, field: str, what: str, needed: bool = True
) -> str:
    """`text` as `tidied_text`, or NotValid that says the limit; `what` names it."""
    tidy = tidied_text(text)
    if needed and not tidy:
        raise NotValid(f"{what} is missing. Please give up to {limit} characters.", field=field)
    if len(tidy) > limit:
        raise NotValid(
            f"{what} is {len(tidy)} characters long; the limit is {limit}. Please shorten it.",
            field=field,
        )
    return tidy


def checked_link(text: str | None, *, field: str = "link") -> str | None:
    """An http or https address without spaces, None for nothing, NotValid for anything else."""
    tidy = tidied_text(text)
    if not tidy:
        return None
    if not tidy.startswith(("https://", "http://")) or any(c.isspace() or c in "<>|" for c in tidy):
        raise NotValid("A link starts with https:// and has no spaces.", field=field)
    return checked_text(tidy, LINK, field=field, what="The link")
