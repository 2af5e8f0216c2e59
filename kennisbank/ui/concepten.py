"""What somebody types in a long form stays in the browser until the server says that it came in.

The form has `data-concept="<key>"` (tekstbewerker-bewaren.js). The view that takes it in calls `forget_concept` on its
answer; every other answer (refused, logged out, open too long, no connection) leaves what was typed where it is.
"""

from django.http import HttpRequest, HttpResponseBase

COOKIE = "kb_ingediend"
SECONDS = 120


def forget_concept(response: HttpResponseBase, request: HttpRequest, key: str) -> None:
    """Let the browser throw away what it kept of the form `key` (letters, digits, hyphens and colons)."""
    response.set_cookie(COOKIE, key, max_age=SECONDS, secure=request.is_secure(), samesite="Lax")
