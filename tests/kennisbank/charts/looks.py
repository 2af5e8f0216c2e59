"""What the tests ask of a picture: its parts, and the rules that every one of them keeps."""

from xml.etree.ElementTree import Element, fromstring

from kennisbank.charts.chart import Chart

SVG = "{http://www.w3.org/2000/svg}"


def tree(chart: Chart) -> Element:
    """The picture as read by another XML reader."""
    return fromstring(str(chart.svg))  # noqa: S314  our own


def texts(chart: Chart) -> list[str]:
    """Every line of text in the picture."""
    return [element.text or "" for element in tree(chart).iter(f"{SVG}text")]


def check(chart: Chart) -> None:
    """The rules of the house: named, described, safe under the strictest policy, ids its own, and a table beside it."""
    root = tree(chart)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    title, description = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert description.text
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        assert not {"style", "href", "onclick", "onload"} & set(element.keys())
        fill = element.get("fill", "")
        assert not fill.startswith("url(") or fill[5:-1] in ids
    assert chart.table.caption
    assert all(len(row) == len(chart.table.head) for row in chart.table.rows)


ALLOWED = {"svg", "g", "title", "desc", "text", "rect", "line", "circle", "path", "polyline", "polygon", "pattern"}
