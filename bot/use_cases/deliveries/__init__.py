"""What is owed: plan, look again, send, settle."""
