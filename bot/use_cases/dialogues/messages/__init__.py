"""What the loop sends about a dialogue."""
