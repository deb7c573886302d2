"""/wg why: what was sent to a person, and what was not."""
