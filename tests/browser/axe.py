"""Running axe-core on a page."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_violations(page: Page, within: str = "body") -> list[str]:
    """What axe-core finds inside `within`: one line a rule with the first element it fails on."""
    # Evaluated by the browser's debugger and not as a script of the page, so that the strict CSP stays in force.
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([within, tags]) => {
            const result = await axe.run(within, {runOnly: {type: "tag", values: tags}});
            const line = (v) => `${v.id}: ${v.help} | ${v.nodes.length}x ${v.nodes[0].html.slice(0, 200)}`;
            return result.violations.map(line);
        }""",
        [within, TAGS],
    )
    return list(found)


def sideways_scroll(page: Page) -> int:
    """How many CSS pixels the page is wider than the window."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"))
