"""The place in the Wagtail admin: Discussion."""
