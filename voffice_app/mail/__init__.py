"""The room of letters: it knows how a letter looks and how a mail server is spoken to, nothing of the office."""
