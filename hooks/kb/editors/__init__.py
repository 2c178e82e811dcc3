"""What editors of text are told: the shape of data files, and what can be completed in pages."""
