"""One reading, several that must be asked about, or none."""
