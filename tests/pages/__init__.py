"""Screens, tested through their states and in a browser."""
