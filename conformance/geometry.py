"""Holds `GET /v1/neighbourhoods?contains=` against shapely, on points where a mistake would show.

    geometry.py write FILE          writes 60 fictional neighbourhoods of awkward shapes
    geometry.py check FILE URL      asks the server at URL, into which FILE was imported, and compares

FILE is GeoJSON as the official list, or the compact form `{"qpvs": [{"code", "g"}]}`, plain or gzipped. The
access token is read from PALIER_TOKEN. Shapes and points come from fixed seeds: every run asks the same.
"""

import gzip
import json
import math
import os
import random
import sys
from collections import Counter

import requests
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

POINTS = 1000
# Degrees: from far below the centimetre that the server keeps, up to a hundred metres.
OFFSETS = [0, 1e-12, 1e-9, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3]


def main():
    match sys.argv[1:]:
        case ["write", file]:
            write(file)
        case ["check", file, url]:
            sys.exit(check(file, url))
        case _:
            sys.exit(__doc__)


# -- shapes ---------------------------------------------------------------------------------------------------


def kept(degrees):
    """A coordinate as the server keeps it: to 1e-7 degrees, halves away from zero."""
    return math.copysign(math.floor(abs(degrees) * 1e7 + 0.5) / 1e7, degrees) + 0.0


def ring(points):
    points = [[kept(x), kept(y)] for x, y in points]
    return points + points[:1]


def star(rng, x, y, size, inner=0.35):
    """A concave outline: corners at growing angles, at uneven distances."""
    count = rng.randrange(9, 40)
    corners = []
    for i in range(count):
        angle = 2 * math.pi * (i + rng.uniform(0, 0.8)) / count
        distance = size * rng.uniform(inner, 1)
        corners.append((x + distance * math.cos(angle), y + distance * math.sin(angle)))
    return ring(corners)


def square(x, y, size):
    return ring([(x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)])


def comb(x, y, size, teeth):
    """Edges along the axes only, with many corners on one level: hard for a ray that runs along it."""
    width = size / (2 * teeth)
    top = []
    for i in reversed(range(teeth)):
        left = x + 2 * i * width
        top += [(left + width, y), (left + width, y + size), (left, y + size), (left, y)]
    return ring([(x, y - width), (x + size - width, y - width)] + top)


def sliver(rng, x, y, size):
    """Some hundred metres long and about ten centimetres wide."""
    angle = rng.uniform(0, math.pi)
    along = (size * math.cos(angle), size * math.sin(angle))
    across = (-1e-6 * math.sin(angle), 1e-6 * math.cos(angle))
    return ring([(x, y), (x + along[0], y + along[1]), (x + along[0] + across[0], y + along[1] + across[1]),
                 (x + across[0], y + across[1])])


def grid(rng, x, y, size, columns, rows):
    """Neighbours that share jagged borders, corner by corner."""
    def corner(i, j):
        return (x + size * (i + rng.uniform(-0.2, 0.2)), y + size * (j + rng.uniform(-0.2, 0.2)))

    corners = {(i, j): corner(i, j) for i in range(columns + 1) for j in range(rows + 1)}
    borders = {}

    def border(a, b):
        if (b, a) in borders:
            return borders[b, a][::-1]
        (ax, ay), (bx, by) = corners[a], corners[b]
        middle = [(ax + (bx - ax) * t + rng.uniform(-0.05, 0.05) * size,
                   ay + (by - ay) * t + rng.uniform(-0.05, 0.05) * size) for t in (0.25, 0.5, 0.75)]
        borders[a, b] = [(ax, ay), *middle, (bx, by)]
        return borders[a, b]

    for i in range(columns):
        for j in range(rows):
            way = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1), (i, j)]
            points = []
            for a, b in zip(way, way[1:]):
                points += border(a, b)[:-1]
            yield [[ring(points)]]


def shapes():
    """The coordinates of 60 multipolygons."""
    rng = random.Random(99)
    place = lambda: (2.4 + rng.uniform(0, 0.2), 48.4 + rng.uniform(0, 0.1))
    for _ in range(12):
        yield [[star(rng, *place(), 0.008)]]
    for _ in range(10):
        x, y = place()
        yield [[star(rng, x + 0.01 * i, y + rng.uniform(-0.01, 0.01), 0.0045)] for i in range(rng.randrange(2, 5))]
    for i in range(10):
        x, y = place()
        hole = star(rng, x, y, 0.0045)[::-1]
        lake = square(x + 0.0062, y, 0.0004)[::-1]
        island = [[star(rng, x, y, 0.0012)]] if i % 2 else []
        yield [[star(rng, x, y, 0.01, inner=0.75), hole, lake], *island]
    yield from grid(rng, 2.61, 48.4, 0.006, 4, 3)
    for _ in range(8):
        yield [[sliver(rng, *place(), 0.004)]]
    for i in range(4):
        yield [[comb(2.4 + 0.01 * i, 48.51, 0.008, 3 + 4 * i)]]
    # Two neighbourhoods, and two parts of one, that touch in a point; a hole that touches the outline.
    yield [[square(2.5, 48.52, 0.002)]]
    yield [[square(2.504, 48.524, 0.002)]]
    yield [[square(2.52, 48.52, 0.002)], [square(2.524, 48.524, 0.002)]]
    yield [[square(2.54, 48.52, 0.004), ring([(2.54, 48.524), (2.541, 48.52), (2.539, 48.52)])]]


def write(file):
    features = []
    for number, coordinates in enumerate(shapes()):
        boundary = shape({"type": "MultiPolygon", "coordinates": coordinates})
        if not boundary.is_valid:
            sys.exit(f"shape {number} is not valid: {shapely.is_valid_reason(boundary)}")
        properties = {"code_qp": f"QN099{number:02}N", "lib_qp": f"Shape {number}", "insee_com": "99001",
                      "lib_com": "Montrelais"}
        geometry = {"type": "MultiPolygon", "coordinates": coordinates}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    with open(file, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out)


# -- comparison -----------------------------------------------------------------------------------------------


def read(file):
    """Codes and boundaries, with the coordinates that the server keeps."""
    with open(file, "rb") as raw:
        data = raw.read()
    document = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    found = {}
    for element in document.get("features", document.get("qpvs")):
        if "g" in element:
            found[element["code"]] = element["g"]
            continue
        geometry = element["geometry"]
        if geometry is not None:
            parts = geometry["coordinates"]
            code = next(v for k, v in element["properties"].items() if k.lower() == "code_qp")
            found[code] = [parts] if geometry["type"] == "Polygon" else parts
    rounded = lambda line: [[kept(x), kept(y)] for x, y, *_ in line]
    return {code: [[rounded(line) for line in rings] for rings in parts] for code, parts in found.items()}


def draw(boundaries):
    """Points near boundaries: (kind, latitude, longitude), the two as the texts that are sent."""
    rng = random.Random(7)
    codes = sorted(boundaries)
    for number in range(POINTS):
        line = rng.choice(rng.choice(boundaries[rng.choice(codes)]))
        i = rng.randrange(len(line) - 1)
        (ax, ay), (bx, by) = line[i], line[i + 1]
        if number % 10 == 0:
            kind, x, y = "vertex", ax, ay
        elif number % 10 == 1:
            # On the level of a corner, beside it: what an even-odd count gets wrong first.
            kind, x, y = "level", ax + rng.uniform(-0.01, 0.01), ay
        else:
            part, offset = rng.random(), rng.choice(OFFSETS)
            kind = f"within {offset:g}"
            x = ax + part * (bx - ax) + rng.uniform(-offset, offset)
            y = ay + part * (by - ay) + rng.uniform(-offset, offset)
        yield kind, f"{y:.15f}", f"{x:.15f}"


def answered(session, url, lat, lon):
    parameters = {"contains": f"{lat},{lon}", "limit": 200}
    answer = session.get(f"{url}/v1/neighbourhoods", params=parameters, timeout=30)
    if answer.status_code != 200:
        sys.exit(f"contains={lat},{lon} was answered with {answer.status_code}: {answer.text}")
    page = answer.json()
    if page["next_cursor"] is not None:
        sys.exit(f"contains={lat},{lon} found more than a page of neighbourhoods")
    return sorted(item["code"] for item in page["items"])


def check(file, url):
    boundaries = read(file)
    codes = sorted(boundaries)
    geometries = [MultiPolygon([Polygon(rings[0], rings[1:]) for rings in boundaries[code]]) for code in codes]
    invalid = [code for code, geometry in zip(codes, geometries) if not geometry.is_valid]
    holes = sum(len(rings) - 1 for parts in boundaries.values() for rings in parts)
    print(f"{len(codes)} boundaries ({len(invalid)} not valid, {holes} holes), shapely {shapely.__version__}")
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['PALIER_TOKEN']}"
    kinds, inside, several, differences = Counter(), 0, 0, 0
    for kind, lat, lon in draw(boundaries):
        # The texts are what was asked: both sides read the same numbers from them.
        point = shapely.Point(float(lon), float(lat))
        expected = [code for code, within in zip(codes, shapely.intersects(geometries, point)) if within]
        covering = [code for code, within in zip(codes, shapely.covers(geometries, point)) if within]
        answer = answered(session, url, lat, lon)
        kinds[kind] += 1
        inside += bool(expected)
        several += len(expected) > 1
        if not answer == expected == covering:
            differences += 1
            flawed = sorted(set(invalid) & {*answer, *expected, *covering})
            print(f"DIFFERENCE at {lat},{lon} ({kind}): the server has {answer}, shapely intersects {expected} "
                  f"and covers {covering}" + (f"; not valid: {flawed}" if flawed else ""))
    for kind, count in sorted(kinds.items()):
        print(f"  {count:4} {kind}")
    print(f"{POINTS} points, {inside} inside, {several} in several neighbourhoods, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    main()
