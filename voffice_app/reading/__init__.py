"""A closed workshop for files: it opens, measures and pictures them, and knows nothing of the office."""
