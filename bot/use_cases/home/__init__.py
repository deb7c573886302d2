"""What one person finds in their Home tab."""
