"""Parses typed text into dates, times and series."""
