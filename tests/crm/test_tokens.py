"""Every pair of colours that meets on a page, recomputed from the style sheet: readable in light and in dark."""

import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "crm/static/css/tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2 AA: text, and parts of controls or charts

# ink, ground, contrast in light, in dark, least allowed
PAIRS = [
    ("ink", "sheet", 16.1, 14.8, TEXT),
    ("ink", "margin", 14.9, 13.6, TEXT),
    ("ink-soft", "sheet", 8.2, 9.0, TEXT),
    ("ink-soft", "pressed", 7.0, 6.9, TEXT),
    ("ink-faint", "sheet", 5.6, 6.5, TEXT),
    ("ink-faint", "margin", 5.2, 5.9, TEXT),
    ("on-felt", "felt", 11.1, 13.3, TEXT),
    ("on-felt-soft", "felt", 7.7, 8.3, TEXT),
    ("ink", "promise-tint", 14.7, 11.9, TEXT),
    ("on-solved", "solved", 7.4, 5.1, TEXT),
    ("on-promise", "promise", 9.4, 9.1, TEXT),
    ("on-late", "late", 5.8, 7.2, TEXT),
    ("on-wait", "wait", 5.7, 8.8, TEXT),
    ("solved-text", "sheet", 7.9, 10.7, TEXT),
    ("solved-text", "solved-tint", 7.1, 8.3, TEXT),
    ("promise-text", "sheet", 7.1, 11.3, TEXT),
    ("promise-text", "promise-tint", 6.5, 9.1, TEXT),
    ("late-text", "sheet", 6.5, 8.9, TEXT),
    ("late-text", "late-tint", 5.7, 7.4, TEXT),
    ("wait-text", "sheet", 6.9, 10.4, TEXT),
    ("wait-text", "wait-tint", 6.2, 8.4, TEXT),
    ("ink", "marker", 12.8, 8.0, TEXT),
    ("line-strong", "sheet", 3.7, 4.2, SHAPE),
    ("solved", "sheet", 7.5, 3.4, SHAPE),
    ("promise-edge", "sheet", 3.0, 4.8, SHAPE),
    ("late", "sheet", 5.9, 7.0, SHAPE),
    ("focus", "sheet", 4.9, 9.0, SHAPE),
    ("focus-felt", "felt", 8.7, 10.7, SHAPE),
]
LOWEST_STAMP = {"light": 6.6, "dark": 8.2}

Colour = tuple[float, float, float]  # lightness 0 to 1, chroma, hue in degrees


def tokens(css: str) -> dict[str, str]:
    return {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css)}


THEMES = {"light": tokens(LIGHT), "dark": tokens(LIGHT) | tokens(DARK)}


def colour(value: str) -> Colour:
    lightness, chroma, hue = re.findall(r"[\d.]+", value)[:3]
    return float(lightness) / 100, float(chroma), float(hue)


def luminance(shown: Colour) -> float:
    """Relative luminance (WCAG 2.2) of an OKLCH colour, cut to what an sRGB screen can show.

    Matrices from Björn Ottosson, "A perceptual color space for image processing" (2020).
    """
    lightness, chroma, hue = shown
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(max(part, 0), 1) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def stamp_contrasts(theme: dict[str, str]) -> dict[str, float]:
    def part(kind: str) -> tuple[float, float]:
        return float(theme[f"{kind}-l"].rstrip("%")) / 100, float(theme[f"{kind}-c"])

    hues = {name: float(value) for name, value in theme.items() if name.startswith("hue-")}
    return {name: contrast((*part("stamp"), hue), (*part("stamp-tint"), hue)) for name, hue in hues.items()}


@pytest.mark.parametrize(("ink", "ground", "light", "dark", "least"), PAIRS)
def test_contrast_is_what_the_design_promises(
    ink: str, ground: str, light: float, dark: float, least: float
) -> None:
    for theme, promised in (("light", light), ("dark", dark)):
        found = contrast(colour(THEMES[theme][ink]), colour(THEMES[theme][ground]))
        assert round(found, 1) == pytest.approx(promised, abs=0.051), theme
        assert round(found, 1) >= least, theme


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_channel_icon_is_readable_on_its_stamp(theme: str) -> None:
    contrasts = stamp_contrasts(THEMES[theme])
    assert len(contrasts) == 9
    assert round(min(contrasts.values()), 1) == pytest.approx(LOWEST_STAMP[theme], abs=0.051)


def test_dark_mode_redefines_colours_and_nothing_else() -> None:
    changed = tokens(DARK)
    assert set(changed) <= set(tokens(LIGHT))
    assert all("oklch" in value for name, value in changed.items() if not name.startswith("stamp-"))


def test_only_the_tokens_hold_raw_colours() -> None:
    folder = Path(__file__).resolve().parents[2] / "crm/static/css"
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|oklch\(\d", re.IGNORECASE)
    guilty = {
        path.name: raw.findall(path.read_text())
        for path in folder.rglob("*.css")
        if path.name not in ("tokens.css", "preferences.css") and raw.search(path.read_text())
    }
    assert guilty == {}
