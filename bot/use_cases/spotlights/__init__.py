"""A weekly post that shows a published practice again, the longest unseen first."""
