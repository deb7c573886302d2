"""Actions: log, complete, hand over, remind."""
