"""Ticket layouts."""
