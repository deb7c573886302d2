"""Files that people take away: practices as CSV and JSON."""
