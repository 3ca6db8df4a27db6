"""Printers for tests: one on a TCP port that can be out of order, and a reader of ESC/POS bytes."""
