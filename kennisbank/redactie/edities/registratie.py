"""What is registered with the apps below when the site starts: Preparing editions."""


def register() -> None:
    """Register panels, actions and followers."""
