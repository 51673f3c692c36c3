import pytest

from crm.templatetags.marks import marked


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("Ulrike Maier", ["Maier"], "Ulrike <mark>Maier</mark>"),
        ("Lindau", ["lind"], "<mark>Lind</mark>au"),
        ("Maier-Mai", ["Mai", "Maier"], "<mark>Maier</mark>-<mark>Mai</mark>"),
        ("a.b", ["."], "a<mark>.</mark>b"),
        ("<b>Maier</b>", ["Maier", "<b>"], "<mark>&lt;b&gt;</mark><mark>Maier</mark>&lt;/b&gt;"),
        ("<b>", [], "&lt;b&gt;"),
        ("Maier", [""], "Maier"),
    ],
)
def test_what_was_found_is_marked_and_everything_escaped(text: str, marks: list[str], shown: str) -> None:
    assert marked(text, marks) == shown
