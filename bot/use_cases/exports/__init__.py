"""What people take away as files."""
