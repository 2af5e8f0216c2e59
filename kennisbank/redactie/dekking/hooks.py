"""The place in the Wagtail admin: Coverage."""
