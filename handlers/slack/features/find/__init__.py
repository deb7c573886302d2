"""/wg find: everything that a person may see, by its words."""
