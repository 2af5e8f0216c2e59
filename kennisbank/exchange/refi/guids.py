"""GUIDs that are the same each time: made of the URN of what they stand for."""

import uuid
from functools import lru_cache

REFI_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kennisbank-av:refi-qda")


@lru_cache(maxsize=10_000)  # the same codes again and again
def guid_of(*namen: str) -> str:
    """The GUID (UUID version 5) of a thing by its URN, or of what is only there through several things together."""
    return str(uuid.uuid5(REFI_NAMESPACE, "|".join(namen)))


def clean_guid(guid: str) -> str:
    """One spelling: other tools write capitals, or braces around it."""
    return guid.strip().strip("{}").lower()
