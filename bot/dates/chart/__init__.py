"""The engine: phrases found by a table of rules, and the best way to share out the words."""
