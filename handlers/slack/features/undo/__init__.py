"""The Undo button, wherever it is pressed."""
