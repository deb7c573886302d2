"""What phrases mean to one reader: zone, now and locale turn them into days and moments."""
