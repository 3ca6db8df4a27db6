"""Tests of the kiosk's relay."""
