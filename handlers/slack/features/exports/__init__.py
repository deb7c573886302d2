"""Files that people take away: actions and practices as CSV and JSON."""
