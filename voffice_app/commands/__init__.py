"""Orders of the `voffice` command that are more than a few lines."""
