"""Measurements: ratios within one run and hard invariants; ``voffice bench NAME`` runs ``bench/NAME.py``."""
