"""The last word on HTML: only what is listed here leaves the engine."""

import nh3

_TEXT_TAGS = {"a", "b", "br", "code", "del", "em", "i", "img", "ins"}
_TEXT_TAGS |= {"kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
_BLOCK_TAGS = {"blockquote", "div", "hr", "li", "ol", "p", "pre", "ul"}
_TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}
_HEADINGS = {f"h{niveau}" for niveau in range(1, 7)}

TAGS = frozenset(_TEXT_TAGS | _BLOCK_TAGS | _TABLE_TAGS | _HEADINGS)
ATTRIBUTES = {
    "a": {"href", "rel", "title", "class", "aria-label"},
    "blockquote": {"class"},
    "code": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "hr": {"class"},
    "img": {"src", "alt", "title", "loading", "class"},
    "li": {"class", "id"},
    "ol": {"class", "start"},
    "p": {"class"},
    "pre": {"class", "tabindex"},
    "span": {"class"},
    "sup": {"id"},
    "table": {"class"},
    "tbody": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
    "thead": {"class"},
    "tr": {"class"},
    "ul": {"class"},
    **{kop: {"class", "id"} for kop in _HEADINGS},
}
SCHEMES = frozenset({"http", "https", "mailto"})

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """Return HTML with only the listed tags, attributes and link schemes; script and style go with their content."""
    return _CLEANER.clean(html)
