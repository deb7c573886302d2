"""What Convenor answers to events: a mention, a direct message, an invitation."""
