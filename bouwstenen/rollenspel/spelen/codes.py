"""The code with which players join a game."""

import secrets

TEKENS = "CDFGHJKMNPQRTVWXY34679"
"""No vowels, so no words; none of the signs that look or sound alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V."""

LENGTE = 6


def new_code() -> str:
    """A fresh code of six signs: over a hundred million are possible."""
    return "".join(secrets.choice(TEKENS) for _ in range(LENGTE))


def read_code(getypt: str) -> str:
    """What somebody typed as a code: capitals, without spaces and dashes; empty when it cannot be one."""
    code = "".join(sign for sign in getypt.upper() if sign.isalnum())
    return code if len(code) == LENGTE and all(sign in TEKENS for sign in code) else ""


def show_code(code: str) -> str:
    """The code in two groups of three, easier to read from a screen."""
    half = LENGTE // 2
    return f"{code[:half]} {code[half:]}"
