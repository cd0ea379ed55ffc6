"""A closed workshop for PDF signatures: it knows pages, certificates and tokens, and nothing of the office."""
