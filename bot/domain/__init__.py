"""Nouns and rules: frozen dataclasses and pure functions; `now` is always an argument."""
