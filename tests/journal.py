"""The whole journal as tests look at it; Convenor itself only shows it to those who may see it."""

from storage.tables import journal


def told_about(work, subject):
    """(when, who, did, detail) for one subject, the oldest first."""
    query = work.journal._select(journal, journal.c.subject == subject).order_by(journal.c.id)
    rows = work.journal._connection.execute(query)
    return tuple((row.at, row.who, row.did, row.detail) for row in rows)
