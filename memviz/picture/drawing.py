"""A small writer of SVG: shapes and lines of text, painted in the order in which they are given."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal, TypeAlias

from memviz.look import LOOK
from memviz.picture.look import Theme
from memviz.picture.palette import DARK, LIGHT
from memviz.story.line import clean

Anchor: TypeAlias = Literal["start", "middle", "end"]

LINE = 1.4  # of a line of text, in its size
_HEAD = 8.0  # of an arrow
_ROUND = float(LOOK["turn"])  # the radius of a turn
_SAVED = 0.377  # of its radius, by which a turn is shorter than its corner
_FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_CHINESE = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
_HAN = re.compile("[\u3400-\u9fff]")  # left to itself, a renderer often takes the Japanese forms
_LOCK = "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z"


class Drawing:
    """The elements of one picture."""

    def __init__(self, theme: Theme) -> None:
        self.colors = DARK if theme == "dark" else LIGHT
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, title: str = "", **more: float) -> None:
        """A filled rectangle; `title` is what a browser shows while the pointer rests on it."""
        title_element = f"<title>{escape(clean(title))}</title>" if title else ""
        self._add(f"rect {_numbers(x=x, y=y, width=width, height=height, **more)} fill='{fill}'", title_element)

    def stroke(self, path: str, color: str, width: float, opacity: float = 1, *, dash: str = "", tag: str = "") -> None:
        """A line along a path; `dash` are the lengths of its dashes and gaps."""
        more = (f" stroke-dasharray='{dash}'" if dash else "") + (f" class='{tag}'" if tag else "")
        self._add(f"path d='{path}' fill='none' stroke='{color}' {_numbers(stroke_width=width, opacity=opacity)}{more}")

    def frame(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A box of the paper's colour with an outline and round corners."""
        size = _numbers(x=x, y=y, width=width, height=height, rx=12)
        self._add(f"rect {size} fill='{self.colors.paper}' stroke='{color}' stroke-width='2'")

    def blend(self, x0: float, x1: float, name: str = "reading") -> str:
        """A colour for strokes: key addressing that becomes value reading on its way from left to right; each of
        several in a picture has a `name`."""
        stops = f"<stop stop-color='{self.colors.key}'/><stop offset='1' stop-color='{self.colors.value}'/>"
        place = f"gradientUnits='userSpaceOnUse' {_numbers(x1=x0, x2=x1)}"
        self._parts.append(f"<linearGradient id='{name}' {place}>{stops}</linearGradient>")
        return f"url(#{name})"

    def rule(self, x0: float, x1: float, y: float, color: str, width: float = 1) -> None:
        """A level line."""
        self.stroke(f"M{_short(x0)} {_short(y)}H{_short(x1)}", color, width)

    def circle(self, x: float, y: float, radius: float, opacity: float = 1) -> None:
        """A disc of the paper's colour with an outline."""
        outline = f"fill='{self.colors.paper}' stroke='{self.colors.text}' stroke-width='1.5'"
        self._add(f"circle {_numbers(cx=x, cy=y, r=radius, opacity=opacity)} {outline}")

    def dot(self, x: float, y: float, radius: float, fill: str, title: str = "") -> None:
        """A disc with a rim of the paper's colour, which keeps it apart from the lines that end there."""
        title_element = f"<title>{escape(clean(title))}</title>" if title else ""
        rim = f"stroke='{self.colors.paper}' stroke-width='1.5'"
        self._add(f"circle {_numbers(cx=x, cy=y, r=radius)} fill='{fill}' {rim}", title_element)

    def arrow(self, x0: float, y0: float, x1: float, y1: float, color: str) -> None:
        """A line with a head at its end; no head where it would be longer than the line."""
        self.stroke(polyline([(x0, y0), (x1, y1)]), color, 1.5)
        if math.hypot(x1 - x0, y1 - y0) > _HEAD:
            angle = math.atan2(y1 - y0, x1 - x0)
            ends = [
                (x1 - _HEAD * math.cos(angle + turn), y1 - _HEAD * math.sin(angle + turn)) for turn in (0.45, -0.45)
            ]
            self.stroke(polyline([ends[0], (x1, y1), ends[1]]), color, 1.5)

    def star(self, x: float, y: float, radius: float = 6) -> None:
        """A gold star around a point; a font could be without one."""
        corners = [(radius * (1 if i % 2 == 0 else 0.42), math.radians(36 * i - 90)) for i in range(10)]
        points = " ".join(f"{_short(x + r * math.cos(a))},{_short(y + r * math.sin(a))}" for r, a in corners)
        self._add(f"polygon points='{points}' fill='{self.colors.star}'")

    def sign(self, x: float, y: float, right: bool) -> None:
        """A tick or a cross around a point."""
        path = "M-5 0l4 4l7 -8" if right else "M-4 -4l8 8M4 -4l-8 8"
        outline = f"fill='none' stroke='{self.colors.text}' stroke-width='2'"
        self._add(f"path d='{path}' {outline} transform='translate({_short(x)} {_short(y)})'")

    def lock(self, x: float, y: float, color: str = "") -> None:
        """A small lock around a point."""
        place = f"translate({_short(x - 6)} {_short(y - 6)}) scale(.75)"
        self._add(f"path d='{_LOCK}' fill='{color or self.colors.text}' transform='{place}'")

    def text(
        self, x: float, y: float, text: str, size: float = 14, color: str = "", *, bold: bool = False,
        anchor: Anchor = "start", struck: bool = False, opacity: float = 1, tag: str = "",
    ) -> None:  # fmt: skip
        """One line of text on the base line `y`; `tag` names it for whoever reads the file."""
        cleaned = clean(text)
        style = [f"fill='{color or self.colors.text}'", _numbers(x=x, y=y, font_size=size)]
        style += ["font-weight='600'"] if bold else []
        style += [f"text-anchor='{anchor}'"] if anchor != "start" else []
        style += ["text-decoration='line-through'"] if struck else []
        style += [_numbers(opacity=opacity)] if opacity < 1 else []
        style += [f'font-family="{_CHINESE}"'] if _HAN.search(cleaned) else []
        style += [f"class='{tag}'"] if tag else []
        self._add(f"text {' '.join(style)}", escape(cleaned, quote=False))

    def marked(self, x: float, y: float, pieces: Sequence[tuple[str, float]], size: float, color: str = "") -> None:
        """One line of text in pieces, each with how much it is pointed at, from 0 to 1: such a piece is underlined,
        and the more, the nearer it is to the colour of value reading."""
        style = "text-decoration='underline' class='pointed'"
        told = "".join(
            f"<tspan fill='{self.colors.pointed(share)}' {style}>{_escaped(text)}</tspan>" if share else _escaped(text)
            for text, share in pieces
        )
        chinese = f' font-family="{_CHINESE}"' if _HAN.search(told) else ""
        self._add(
            f"text {_numbers(x=x, y=y, font_size=size)} fill='{color or self.colors.text}'{chinese} class='slot'", told
        )

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float, color: str = "", bold: bool = False
    ) -> float:
        """Lines below each other from the top `y`; returns where they end."""
        for line in lines:
            self.text(x, y + size * 1.05, line, size, color, bold=bold)
            y += size * LINE
        return y

    def svg(self, width: float, height: float, title: str) -> str:
        """The whole picture as the text of an SVG file."""
        size = f'width="{_short(width)}" height="{_short(height)}" viewBox="0 0 {_short(width)} {_short(height)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}">'
            f"<title>{escape(clean(title), quote=False)}</title>"
            f'<rect width="100%" height="100%" fill="{self.colors.paper}"/>\n' + "\n".join(self._parts) + "\n</svg>\n"
        )

    def _add(self, opening: str, inside: str = "") -> None:
        name = opening.split(" ", 1)[0]
        self._parts.append(f"<{opening}>{inside}</{name}>" if inside else f"<{opening}/>")


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def curve(x0: float, y0: float, x1: float, y1: float) -> str:
    """A path that leaves and arrives level."""
    middle = (x0 + x1) / 2
    return f"M{_short(x0)} {_short(y0)}C{' '.join(map(_short, (middle, y0, middle, y1, x1, y1)))}"


@dataclass(frozen=True)
class Route:
    """A path and its length."""

    path: str
    length: float


def route(points: Sequence[tuple[float, float]]) -> Route:
    """A path from point to point that turns round corners."""
    path = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = (_towards(corner, each) for each in (before, after))
        path.append(f"L{_pair(into)}Q{_pair(corner)} {_pair(out)}")
    path.append(f"L{_pair(points[-1])}")
    length = sum(math.dist(*each) for each in pairwise(points)) - _SAVED * _ROUND * (len(points) - 2)
    return Route("".join(path), length)


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Where a turn round a corner begins, on its way to another point."""
    share = min(_ROUND, math.dist(corner, other) / 2) / (math.dist(corner, other) or 1)
    return corner[0] + share * (other[0] - corner[0]), corner[1] + share * (other[1] - corner[1])


def _pair(point: tuple[float, float]) -> str:
    return f"{_short(point[0])} {_short(point[1])}"


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """A path straight from point to point."""
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _numbers(**numbers: float) -> str:
    return " ".join(f"{name.replace('_', '-')}='{_short(number)}'" for name, number in numbers.items())


def _short(number: float) -> str:
    """A number to a hundredth, without zeros that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
