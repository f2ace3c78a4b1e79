"""Word files: the words with their numbering, styles, boxes and notes."""
