"""Draw the map of the provinces that comparisons colour: `python bench/provinces_map.py` writes it anew.

Nothing of it is anybody's data: the outline of the country and one to seven points a province were set by hand, to
about a tenth of a degree, from what an atlas page shows.  Each spot within the outline belongs to the province
of the nearest point; the lines between provinces are simplified once, so that neighbours share them, and the provinces
of today are unions of the former ones by patterns/provinces.tsv.  It shows where a province is, not where it ends.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.ndimage import distance_transform_edt

ROOT = Path(__file__).parent.parent
OUT = ROOT / "extract" / "views" / "compare" / "provinces_map.json"
STEP, WEST, NORTH, EAST, SOUTH = 0.02, 102.0, 23.6, 109.7, 8.4
NARROW = math.cos(math.radians(16))  # how much shorter a degree of longitude is here
SCALE = 40.0  # units of the drawing a degree of latitude
BLUNT = 1.3  # how far a line may be moved when it is simplified, in steps

# fmt: off
OUTLINE = [  # from the north-east along the border with China, Laos, Cambodia, then the coast back north
    (108.05, 21.55), (107.75, 21.65), (107.35, 21.60), (107.0, 21.83), (106.72, 21.98), (106.6, 22.33),
    (106.82, 22.8), (106.3, 22.87),
    (105.87, 22.93), (105.55, 23.1), (105.32, 23.38), (104.9, 23.18), (104.75, 22.85), (104.35, 22.70),
    (104.25, 22.83),
    (103.97, 22.50), (103.65, 22.79), (103.3, 22.78), (103.15, 22.58), (102.95, 22.48), (102.5, 22.77),
    (102.15, 22.40),
    (102.42, 22.2), (102.65, 21.75), (102.95, 21.73), (102.9, 21.25), (103.1, 20.83), (103.5, 20.8), (103.8, 20.83),
    (104.1, 20.95),
    (104.45, 20.82), (104.65, 20.63), (104.38, 20.45), (104.7, 20.22), (104.97, 20.1), (104.95, 19.95),
    (104.62, 19.62), (104.1, 19.68),
    (103.88, 19.3), (104.1, 18.98), (104.6, 18.8), (105.1, 18.65), (105.15, 18.38), (105.5, 18.12), (105.75, 17.67),
    (106.25, 17.25),
    (106.52, 16.97), (106.57, 16.6), (106.9, 16.3), (107.35, 16.05), (107.25, 15.85), (107.65, 15.3), (107.5, 14.9),
    (107.52, 14.5),
    (107.36, 14.1), (107.45, 13.8), (107.6, 13.4), (107.48, 13.0), (107.55, 12.35), (107.1, 12.2), (106.8, 12.07),
    (106.42, 11.97),
    (106.42, 11.7), (106.0, 11.77), (105.85, 11.55), (105.88, 11.3), (106.13, 11.07), (106.2, 10.97),
    (105.88, 10.85), (105.4, 10.95),
    (105.08, 10.95), (104.92, 10.58), (104.45, 10.42),
    (104.5, 10.3), (104.75, 10.17), (105.08, 9.98), (104.85, 9.78), (104.83, 9.3), (104.8, 8.85), (104.72, 8.6),
    (105.1, 8.62),
    (105.35, 8.9), (105.75, 9.22), (106.15, 9.37), (106.5, 9.55), (106.68, 9.95), (106.78, 10.25), (106.97, 10.38),
    (107.08, 10.33),
    (107.55, 10.47), (107.99, 10.69), (108.1, 10.9), (108.32, 10.93), (108.75, 11.17), (109.0, 11.33),
    (109.05, 11.58), (109.22, 11.8),
    (109.2, 12.25), (109.3, 12.55), (109.45, 12.65), (109.42, 12.9), (109.32, 13.1), (109.28, 13.5), (109.25, 13.8),
    (109.1, 14.3),
    (109.06, 14.68), (108.93, 15.15), (108.75, 15.42), (108.42, 15.88), (108.3, 16.12), (108.12, 16.2),
    (107.85, 16.36), (107.62, 16.57),
    (107.2, 16.9), (107.0, 17.17), (106.65, 17.48), (106.45, 17.8), (106.5, 17.98), (106.4, 18.15), (105.95, 18.5),
    (105.75, 18.8),
    (105.65, 19.08), (105.82, 19.35), (105.93, 19.77), (106.05, 19.93), (106.55, 20.2), (106.62, 20.5),
    (106.8, 20.68), (106.92, 20.83),
    (107.1, 20.95), (107.4, 20.98), (107.7, 21.2),
]
POINTS = {
    "01": [(105.75, 21.0), (105.7, 20.8), (105.45, 21.15)], "02": [(105.0, 22.75), (105.3, 23.1), (104.75, 22.55),
    (105.35, 22.85)],
    "04": [(106.15, 22.7), (105.7, 22.75), (106.5, 22.65), (106.4, 22.45)], "06": [(105.85, 22.15), (106.0, 22.35),
    (105.75, 22.4)],
    "08": [(105.25, 22.1), (105.35, 22.4), (105.35, 21.75)], "10": [(104.1, 22.25), (104.35, 22.5), (104.2, 22.05),
    (103.75, 22.6)],
    "11": [(103.1, 21.7), (102.6, 22.1), (103.1, 21.3), (103.4, 21.8)], "12": [(103.2, 22.3), (102.7, 22.45),
    (103.7, 22.05), (103.35, 22.5)],
    "14": [(103.9, 21.3), (104.4, 21.2), (104.7, 20.9), (103.6, 21.1), (103.7, 21.6)],
    "15": [(104.6, 21.75), (104.25, 21.75), (104.95, 21.8), (104.7, 22.05)], "17": [(105.3, 20.65), (105.05, 20.75),
    (105.45, 20.5)],
    "19": [(105.8, 21.65), (105.6, 21.8), (105.95, 21.75), (105.9, 21.45)], "20": [(106.6, 21.85), (106.3, 22.1),
    (106.4, 21.7), (107.0, 21.7)],
    "22": [(107.3, 21.3), (107.7, 21.45), (106.9, 21.1), (106.65, 21.08)], "24": [(106.3, 21.35), (106.65, 21.35),
    (106.05, 21.35)],
    "25": [(105.2, 21.35), (105.0, 21.15), (105.05, 21.5)], "26": [(105.55, 21.35)], "27": [(106.05, 21.1)],
    "30": [(106.35, 20.93), (106.35, 20.75)], "31": [(106.65, 20.8)], "33": [(106.05, 20.8)], "34": [(106.4, 20.5)],
    "35": [(105.95, 20.53)],
    "36": [(106.2, 20.28)], "37": [(105.87, 20.15), (105.75, 20.32)],
    "38": [(105.3, 20.0), (105.65, 19.8), (105.0, 19.85), (104.6, 20.42), (105.15, 20.3), (105.6, 19.5),
    (105.85, 19.95)],
    "40": [(104.9, 19.2), (104.4, 19.4), (105.4, 19.1), (105.0, 19.5), (105.4, 18.75), (105.5, 19.3)],
    "42": [(105.8, 18.3), (105.5, 18.35), (106.2, 18.15), (105.85, 18.05)], "44": [(106.3, 17.5), (106.0, 17.8),
    (106.6, 17.2), (106.3, 17.85)],
    "45": [(106.95, 16.75), (106.75, 16.75), (107.0, 16.5), (106.8, 16.95)], "46": [(107.55, 16.3), (107.35, 16.35),
    (107.8, 16.15), (107.3, 16.2)],
    "48": [(108.02, 16.08), (108.2, 16.05)], "49": [(108.0, 15.6), (107.6, 15.85), (108.3, 15.6), (107.9, 15.3),
    (108.08, 15.85), (107.75, 15.95)],
    "51": [(108.7, 15.0), (108.4, 15.1), (108.85, 14.75)], "52": [(108.95, 14.1), (108.85, 14.45), (108.9, 13.8)],
    "54": [(109.05, 13.2), (108.85, 13.1), (109.1, 13.45)], "56": [(109.0, 12.3), (109.15, 12.65), (108.95, 12.0)],
    "58": [(108.85, 11.7), (108.95, 11.5)], "60": [(108.05, 11.1), (107.65, 11.05), (108.5, 11.3), (107.8, 10.8)],
    "62": [(107.9, 14.7), (107.7, 14.3), (108.3, 14.6), (107.8, 15.0)], "64": [(108.2, 13.8), (107.8, 13.8),
    (108.5, 13.4), (108.5, 14.1)],
    "66": [(108.2, 12.8), (107.85, 13.05), (108.6, 12.75), (108.4, 12.4)], "67": [(107.7, 12.2), (107.75, 12.5),
    (107.55, 12.0)],
    "68": [(108.1, 11.7), (108.5, 11.9), (107.6, 11.55)], "70": [(106.9, 11.75), (106.6, 11.7), (107.2, 11.8),
    (106.85, 11.45)],
    "72": [(106.1, 11.35), (106.2, 11.6), (106.3, 11.15)], "74": [(106.65, 11.15), (106.5, 11.3)],
    "75": [(107.2, 11.05), (107.3, 11.35), (107.0, 10.85)], "77": [(107.25, 10.55)], "79": [(106.7, 10.8),
    (106.85, 10.5), (106.5, 11.0)],
    "80": [(106.3, 10.65), (105.8, 10.75), (106.0, 10.75), (106.5, 10.6)], "82": [(106.3, 10.4), (106.0, 10.4),
    (106.65, 10.35)],
    "83": [(106.45, 10.1), (106.6, 10.05)], "84": [(106.3, 9.8)], "86": [(106.0, 10.1)], "87": [(105.6, 10.6),
    (105.75, 10.35), (105.5, 10.8)],
    "89": [(105.15, 10.55), (105.3, 10.4), (105.1, 10.4)], "91": [(105.15, 9.9), (104.75, 10.27), (105.0, 9.65),
    (105.3, 9.72)],
    "92": [(105.5, 10.15), (105.75, 10.05)], "93": [(105.65, 9.8)], "94": [(105.95, 9.6), (105.85, 9.45)],
    "95": [(105.5, 9.3)],
    "96": [(105.0, 9.1), (104.95, 8.8)],
}
ISLANDS = {
    "91": [[(103.85, 10.33), (104.05, 10.42), (104.07, 10.2), (104.02, 10.0), (103.95, 10.13)]],
    "77": [[(106.55, 8.68), (106.64, 8.76), (106.7, 8.68), (106.6, 8.63)]],
    "31": [[(106.95, 20.78), (107.02, 20.86), (107.1, 20.78), (107.0, 20.7)]],
    "51": [[(109.08, 15.39), (109.13, 15.42), (109.17, 15.37), (109.11, 15.35)]],
    "60": [[(108.91, 10.53), (108.95, 10.57), (108.99, 10.52), (108.94, 10.48)]],
}
# The two archipelagos stand in boxes beside the coast, as on office maps, and belong to the province named.
BOXES = {
    "48": {"name_vi": "Quần đảo Hoàng Sa", "name_en": "Hoàng Sa Islands", "box": (109.75, 17.1, 111.65, 15.6),
           "spots": [(110.15, 16.75), (110.4, 16.6), (110.3, 16.4), (110.95, 16.75), (111.15, 16.6), (111.1, 16.4),
           (110.65, 16.2)]},
    "56": {"name_vi": "Quần đảo Trường Sa", "name_en": "Trường Sa Islands", "box": (109.75, 11.4, 112.15, 8.4),
           "spots": [(110.6, 10.9), (110.9, 10.75), (110.75, 10.5), (111.3, 10.6), (110.3, 9.95), (111.0, 9.9),
           (111.6, 10.05), (110.7, 9.5),
                     (111.25, 9.4), (110.2, 9.3), (111.55, 9.55)]},
}
# fmt: on

Node = tuple[int, int]


def drawn(lon: float, lat: float) -> tuple[float, float]:
    """A place on the drawing."""
    return round((lon - WEST + 0.2) * NARROW * SCALE, 1), round((NORTH - lat) * SCALE, 1)


def inside(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Which places lie within the outline."""
    found = np.zeros(lon.shape, bool)
    for (x1, y1), (x2, y2) in zip(OUTLINE, [*OUTLINE[1:], OUTLINE[0]], strict=True):
        if y1 != y2:
            crosses = (y1 > lat) != (y2 > lat)
            found ^= crosses & (lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
    return found


def owners() -> np.ndarray:
    """The number of the province of each spot of the grid, -1 outside; rows go south, with an empty edge around."""
    codes = list(POINTS)
    lon, lat = np.meshgrid(np.arange(WEST, EAST, STEP) + STEP / 2, np.arange(NORTH, SOUTH, -STEP) - STEP / 2)
    best, owner = np.full(lon.shape, np.inf), np.full(lon.shape, -1)
    for at, code in enumerate(codes):
        for x, y in POINTS[code]:
            far = ((lon - x) * NARROW) ** 2 + (lat - y) ** 2
            owner[far < best] = at
            best = np.minimum(best, far)
    owner[~inside(lon, lat)] = -1
    return np.pad(owner, 1, constant_values=-1)


def arcs(owner: np.ndarray) -> list[tuple[list[Node], int, int]]:
    """The lines between provinces, from knot to knot, each with the two that it parts."""
    sides: dict[frozenset[Node], tuple[int, int]] = {}
    ends: dict[Node, list[Node]] = defaultdict(list)
    rows, columns = owner.shape
    for y in range(rows):
        for x in range(columns):
            for one, other, a, b in (
                ((x + 1, y), (x + 1, y + 1), owner[y, x], owner[y, x + 1] if x + 1 < columns else -1),
                ((x, y + 1), (x + 1, y + 1), owner[y, x], owner[y + 1, x] if y + 1 < rows else -1),
            ):
                if a != b:
                    sides[frozenset((one, other))] = (int(a), int(b))
                    ends[one].append(other)
                    ends[other].append(one)
    left, found = dict(sides), []
    knots = [node for node, others in ends.items() if len(others) != 2]
    for start in [*knots, *ends]:
        for second in ends[start]:
            if frozenset((start, second)) not in left:
                continue
            a, b = left.pop(frozenset((start, second)))
            line = [start, second]
            while len(ends[line[-1]]) == 2 and line[-1] != start:
                following = next(n for n in ends[line[-1]] if n != line[-2])
                left.pop(frozenset((line[-1], following)), None)
                line.append(following)
            found.append((blunted(line), a, b))
    return found


def blunted(line: list[Node]) -> list[Node]:
    """A line with fewer corners (Douglas and Peucker); its ends stay."""
    if line[0] == line[-1] and len(line) > 3:
        half = len(line) // 2
        return blunted(line[: half + 1])[:-1] + blunted(line[half:])
    (x1, y1), (x2, y2) = line[0], line[-1]
    long = math.hypot(x2 - x1, y2 - y1)
    far, at = max(
        (abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long if long else math.hypot(x - x1, y - y1), at)
        for at, (x, y) in enumerate(line)
    )
    if far <= BLUNT or len(line) < 3:
        return [line[0], line[-1]]
    return blunted(line[: at + 1])[:-1] + blunted(line[at:])


def rings(lines: list[tuple[list[Node], int, int]], members: set[int]) -> list[list[Node]]:
    """The closed lines around some provinces together."""
    own = [line for line, a, b in lines if (a in members) != (b in members)]
    found = []
    while own:
        ring = list(own.pop())
        while ring[0] != ring[-1]:
            at, turned = next(
                (at, line[0] != ring[-1]) for at, line in enumerate(own) if ring[-1] in (line[0], line[-1])
            )
            line = own.pop(at)
            ring += (line[::-1] if turned else line)[1:]
        found.append(ring)
    return found


def path(closed: list[list[tuple[float, float]]]) -> str:
    """Closed lines as a path of SVG."""
    return "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z" for ring in closed)


def middle(owner: np.ndarray, members: set[int]) -> list[float]:
    """The spot of some provinces together that lies farthest from their edge, where a word may stand."""
    deep = distance_transform_edt(np.isin(owner, list(members)))
    y, x = np.unravel_index(int(deep.argmax()), deep.shape)
    return list(drawn(WEST + (int(x) - 0.5) * STEP, NORTH - (int(y) - 0.5) * STEP))


def shape(owner: np.ndarray, lines: list[tuple[list[Node], int, int]], codes: list[str]) -> dict[str, object]:
    """Former provinces together as one shape."""
    at = {list(POINTS).index(code) for code in codes}
    land = [[drawn(WEST + (x - 1) * STEP, NORTH - (y - 1) * STEP) for x, y in ring[:-1]] for ring in rings(lines, at)]
    islands = [[drawn(*each) for each in ring] for code in codes for ring in ISLANDS.get(code, [])]
    return {"path": path([*land, *islands]), "middle": middle(owner, at)}


def main() -> None:
    """Write the map."""
    with (ROOT / "patterns" / "provinces.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    owner = owners()
    lines = arcs(owner)
    today: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        today[row["successor_code"]].append(row["code"])
    boxes = {}
    for code, each in BOXES.items():
        west, north, east, south = each["box"]
        corners = [*drawn(west, north), *drawn(east, south)]
        boxes[code] = {
            "name_vi": each["name_vi"], "name_en": each["name_en"], "box": corners,
            "spots": [list(drawn(*spot)) for spot in each["spots"]],
        }  # fmt: skip
    width, height = drawn(112.3, SOUTH - 0.1)
    found = {
        "made_by": "bench/provinces_map.py", "size": [width, height],
        "former": {row["code"]: shape(owner, lines, [row["code"]]) for row in rows},
        "today": {code: shape(owner, lines, codes) for code, codes in sorted(today.items())},
        "boxes": boxes,
    }  # fmt: skip
    lines_of = (
        json.dumps(found, ensure_ascii=False, indent=0).replace(",\n", ",").replace("[\n", "[").replace("\n]", "]")
    )
    OUT.write_text(lines_of.replace('},"', '},\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main()
