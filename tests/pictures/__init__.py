"""Screenshots of the sandbox's page for docs/: `make pictures`."""
