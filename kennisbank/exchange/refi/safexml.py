"""XML from strangers: no DTD, no entities, nothing fetched, and bounds on size and depth."""

from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # nosec: parsed by defusedxml

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kennisbank.exchange.formats.source import LeesFout

MAX_XML = 50_000_000
"""Most bytes of one XML file."""
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 100


class _Bounded(TreeBuilder):
    """Builds the tree, and stops at too many or too deep elements."""

    def __init__(self) -> None:
        super().__init__()
        self._elements = 0
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS:
            raise LeesFout(f"Dit bestand heeft meer dan {MAX_ELEMENTS} onderdelen; dat zijn er te veel.")
        if self._depth > MAX_DEPTH:
            raise LeesFout(f"Dit bestand heeft onderdelen die meer dan {MAX_DEPTH} diep in elkaar zitten.")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(inhoud: bytes, naam: str) -> Element:
    """The root element. Raises LeesFout for what is no XML, is too large, or brings entities along."""
    if len(inhoud) > MAX_XML:
        raise LeesFout(f"{naam} is groter dan {MAX_XML // 1_000_000} MB.")
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(inhoud)
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise LeesFout(f"{naam} bevat een DTD of entiteiten. Die lezen we niet, voor de veiligheid.") from error
    except (ParseError, LookupError, ValueError) as error:
        if isinstance(error, LeesFout):
            raise
        raise LeesFout(f"{naam} is geen goede XML: {error}.") from error
    return root


def local_name(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]
