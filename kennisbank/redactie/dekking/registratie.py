"""What is registered with the apps below when the site starts: Coverage."""


def register() -> None:
    """Register panels, actions and followers."""
