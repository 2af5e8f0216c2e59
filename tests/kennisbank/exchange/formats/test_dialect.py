"""Other dialects become ours; code stays as it is."""

from kennisbank.exchange.formats.dialect import translate


def test_boxes_become_quotations() -> None:
    tekst = translate(":::info[Goed om te weten]\n\nEerst dit.\n\n```\n:::\n```\n\n:::\n\nDaarna dat.").tekst
    assert "> **Informatie: Goed om te weten**" in tekst
    assert "> Eerst dit." in tekst
    assert "> :::" in tekst
    assert tekst.endswith("Daarna dat.")


def test_a_box_that_never_closes_stays_text() -> None:
    assert translate(":::note Let op\n\nTekst").tekst == ":::note Let op\n\nTekst"


def test_scripts_and_styles_go_with_their_content() -> None:
    vertaling = translate("Voor <script>alert('x')</script> na <style>p{}</style> klaar")
    assert vertaling.tekst.split() == ["Voor", "na", "klaar"]
    assert vertaling.weggehaald["<script>"] == 1


def test_components_leave_their_words_and_links() -> None:
    tekst = translate(
        '<Card heading="Bouw een API" href="./api" icon={<Icon icon="x" />} description="Doe het zo." />\n\n'
        '<Link href="/blog/x">\n  Lees verder\n  <Icon icon="pijl" />\n</Link>\n\n'
        '<Tabs>\n<TabItem value="a" label="YAML">\ninhoud\n</TabItem>\n</Tabs>'
    )
    assert "**[Bouw een API](./api)**" in tekst.tekst
    assert "Doe het zo." in tekst.tekst
    assert "[Lees verder](/blog/x)" in tekst.tekst
    assert "**YAML**" in tekst.tekst
    assert "<" not in tekst.tekst
    assert tekst.weggehaald["<Icon>"] == 1


def test_code_is_left_alone() -> None:
    tekst = 'Zo: `<Tabs>` en\n\n```html\n<script>alert(1)</script>\n<Card heading="x" />\n```'
    assert translate(tekst).tekst == tekst


def test_shortcodes_comments_and_imports_go() -> None:
    vertaling = translate('import X from "y";\n\n{{< card-grid section="a" >}}\n\n<!-- weg -->Tekst {/* ook weg */}')
    assert vertaling.tekst.strip() == "Tekst"
    assert sum(vertaling.weggehaald.values()) == 4


def test_a_reference_shortcode_becomes_the_address() -> None:
    assert translate('[x]({{< ref "map/doc.md" >}})').tekst == "[x](map/doc.md)"


def test_angle_brackets_that_are_no_tag_stay() -> None:
    assert translate("Vul <naam> in, 1 < 2 en <https://example.org>").tekst == (
        "Vul <naam> in, 1 < 2 en <https://example.org>"
    )


def test_half_a_tag_is_text() -> None:
    assert "<Card heading=" in translate('Tekst <Card heading="nooit dicht').tekst


def test_comments_that_never_close_take_linear_time() -> None:
    assert "tekst" in translate("<!--" * 100_000 + " tekst").tekst + translate("{/*" * 100_000 + " tekst").tekst
