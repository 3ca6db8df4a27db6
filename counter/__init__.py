"""The clerk's screen."""
