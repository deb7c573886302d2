"""Search: records of every kind by the words in them."""
