"""The loop's beats."""
