"""Tests of the server's own drawing of papers."""
