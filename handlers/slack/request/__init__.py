"""What a listener is given, and what it answers with."""
