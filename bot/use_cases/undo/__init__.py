"""Undo for ten minutes: one way for every act that can be undone."""
