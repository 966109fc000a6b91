"""The pages' colours can be read in light and dark: WCAG 2.2 AA, criteria 1.4.3 and 1.4.11."""

import re
from itertools import product
from pathlib import Path

import pytest

import mdl

CSS = (Path(mdl.__file__).parent / "static" / "mdl" / "site.css").read_text(encoding="utf-8")

GROUNDS = ("paper", "card", "sunk")
TEXT = [
    *product(("ink", "quiet", "accent", "alarm", "note"), GROUNDS),
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink", "alarm-soft"),
    ("alarm", "alarm-soft"),
    ("note", "note-soft"),
    ("good", "good-soft"),
    ("hearing", "hearing-soft"),
    ("ink", "hearing-soft"),
    ("accent-ink", "accent"),
]
# What is no text but must be seen: borders of fields, marks of the calendar, bars, the focus ring.
SHAPES = [
    *product(("quiet", "accent", "hearing"), GROUNDS),
    ("accent", "sunk"),
]


def palette(scheme: str) -> dict[str, str]:
    """The custom properties of a scheme; dark overrides light."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS.partition("/* --- Page")[0], flags=re.DOTALL)
    found: dict[str, str] = {}
    for block in (light, dark) if scheme == "dark" else (light,):
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_standard_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(scheme: str, shape: str, ground: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[shape], colours[ground]) >= 3
