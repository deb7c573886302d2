"""What people type about time, read into dates, times and series."""
