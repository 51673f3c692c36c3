import gzip
from pathlib import Path

import django_htmx
import pytest

from crm.lib.bundles import BUNDLES, BundleFinder, script, stylesheet


def test_stylesheet_keeps_the_order_of_the_layers() -> None:
    css = stylesheet()
    first_in_layers = [css.index(f"@layer {layer}{{") for layer in ("tokens", "base", "layout", "components")]
    assert first_in_layers == sorted(first_in_layers)
    assert css.index("@layer tokens, base, layout, components, preferences;") < first_in_layers[0]
    assert css.rindex("@layer preferences{") > css.rindex("@layer components{")


def test_stylesheet_hides_by_width_after_every_component() -> None:
    css = stylesheet()
    assert css.index(".narrow-only") > css.index(".week-closed")


def test_script_gives_each_behaviour_a_block_of_its_own() -> None:
    sources = sorted((Path(__file__).resolve().parents[3] / "crm/static/js/behaviours").glob("*.js"))
    blocks = []
    for source in sources:
        lines = [line.strip() for line in source.read_text().splitlines()]
        blocks += ["{", *(line for line in lines if line and not line.startswith("//")), "}"]
    assert script().splitlines() == blocks
    assert len(sources) > 1


def test_what_is_written_for_us_stays_here() -> None:
    assert "/*" not in stylesheet()
    assert "\n//" not in script()


@pytest.mark.parametrize("path", BUNDLES)
def test_finder_hands_out_the_joined_file(path: str) -> None:
    finder = BundleFinder()
    found = finder.find(path)
    assert isinstance(found, str)
    assert Path(found).read_text() == BUNDLES[path]()
    assert finder.find(path, find_all=True) == [found]


def test_finder_knows_nothing_else() -> None:
    assert BundleFinder().find("css/tokens.css") == []


def test_finder_lists_files_that_can_be_collected() -> None:
    finder = BundleFinder()
    listed = dict(finder.list(None))
    assert set(listed) == set(BUNDLES)
    for path, storage in listed.items():
        with storage.open(path) as joined:
            assert joined.read().decode() == BUNDLES[path]()


def test_what_a_page_loads_stays_light() -> None:
    htmx = (Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js").read_bytes()
    loaded = [stylesheet().encode(), script().encode(), htmx]
    assert sum(len(gzip.compress(part)) for part in loaded) < 60_000
