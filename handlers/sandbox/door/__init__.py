"""The page's own door: a JSON API, a stream of notices and the static files."""
