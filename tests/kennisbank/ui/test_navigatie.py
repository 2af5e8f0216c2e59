"""Which part of the menu a page belongs to."""

from kennisbank.ui.navigatie import HOOFDMENU, VOETMENU, MenuItem, active_key, contains_active


def test_the_longest_address_wins() -> None:
    items = (MenuItem("a", "A", "/a/"), MenuItem("b", "B", "/a/b/"))
    assert active_key("/a/b/c/", items) == "b"
    assert active_key("/a/x/", items) == "a"


def test_pages_outside_the_menu_belong_to_no_part() -> None:
    assert active_key("/zoeken/") == ""


def test_menu_keys_are_unique() -> None:
    keys = [item.sleutel for item in HOOFDMENU + VOETMENU]
    assert len(keys) == len(set(keys))


def test_an_item_can_be_marked_by_hand() -> None:
    assert contains_active({"url": "/a/", "actief": True}, "/b/")
