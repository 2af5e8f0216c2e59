"""Random Markdown: pieces that mean something to the parser, put together at will."""

from hypothesis import strategies as st

PIECES = [
    "*", "**", "_", "`", "``", "```\n", "~~~\n", "[", "]", "(", ")", "[[", "]]", "|", "\\", "!", "<", ">", "# ",
    "## ", "- ", "1. ", "> ", "    ", "\n", "\n\n", " ", "[^1]", "\n[^1]: ", "[a](b)", "[[Doel]]", "[[Doel|tekst]]",
    "`[[code]]`", "a|b\n-|-\n", "---\n", "===\n", "<b>", "</b>", "<br>", "<script>", "</script>", "<!--", "-->",
    "<a href='x'>", "&amp;", "&#106;", "javascript:", "http://x.nl", "<http://x.nl>", "\x00", "\x02", "\x03",
    "\ufdd0", "0", "\ufdd1", "wzxhzdk:0", "klzzwxh:0000", "tekst", "Dit is een zin.", "Één", "o.a. ", "é", "👩‍💻",
]  # fmt: skip

MARKDOWN = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)

WORD = st.sampled_from(
    ["de", "het", "een", "burger", "ambtenaar", "vraagt", "luistert", "besluit", "brief", "ruimte", "goed", "samen"]
)
SENTENCE = st.lists(WORD, min_size=3, max_size=12).map(lambda woorden: " ".join(woorden).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)
PROSE = st.lists(PARAGRAPH, max_size=6).map("\n\n".join)
