"""The morning message: one private nudge a person and working morning."""
