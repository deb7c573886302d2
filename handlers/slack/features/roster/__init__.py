"""/wg roster, members and organisations."""
