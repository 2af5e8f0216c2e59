"""What does not belong in a log."""

import logging
import re

_PERSONAL_LINK_RE = re.compile(r"(/d/[\w-]+/)[^/\s'\"]+")


class HidePersonalLinks(logging.Filter):
    """Leaves out of a line what lets somebody in without an account: the token in /d/<doel>/<token>/."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, without its tokens."""
        message = record.getMessage()
        hidden = _PERSONAL_LINK_RE.sub(r"\1…", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
