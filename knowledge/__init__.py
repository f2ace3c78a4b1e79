"""What is known: the front door is `knowledge.library.Library`, the words `knowledge.model`."""
