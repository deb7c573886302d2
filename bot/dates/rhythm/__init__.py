"""How often a series comes: every second Monday, monthly on the 15th."""
