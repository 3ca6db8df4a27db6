"""Draws papers for the console, in a child process: a template may never end."""
