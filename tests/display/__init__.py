"""Tests of the print agent."""
