"""Records as files that people take away: a ZIP with a manifest, and its check."""
