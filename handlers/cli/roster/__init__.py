"""The roster as a file: YAML or a table, with one meaning for both."""
