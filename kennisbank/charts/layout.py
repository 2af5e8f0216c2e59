"""Where the nodes of a network lie: near to what they are tied to, and no two over each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 120
_SETTLED = 1e-4
_PUSHES = 400
_GROWTH = 1.04
_APART = 0.45
"""Between parts that nothing ties together, as a share of the longest way: larger leaves the picture mostly empty."""


def place_nodes(size: int, edges: Sequence[tuple[int, int]], lengths: Sequence[float]) -> Floats:
    """Places (`size` x 2) whose distances come near to the lengths of the shortest ways along the edges.

    Minimises stress = sum d_ij^-2 (|x_i - x_j| - d_ij)^2 by majorisation, from a start by classical scaling: Gansner,
    Koren & North, "Graph drawing by stress majorization" (2004). Parts that nothing ties together lie less than half
    the longest way apart. Equal input gives equal places. Time grows with the cube of
    `size`; meant for a hundred or so.
    """
    if size < 2:
        return np.zeros((size, 2))
    wanted = _shortest_ways(size, edges, lengths)
    apart = np.eye(size, dtype=bool)
    weights = np.where(apart, 0.0, 1 / np.where(apart, 1.0, wanted) ** 2)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # The smallest shift that makes it invertible; it moves nothing, for the places keep their middle at 0.
    inverse = np.linalg.inv(laplacian + 1 / size)
    places = _classical(wanted)
    for _ in range(_STEPS):
        distances = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
        pull = np.where(distances > 1e-9, weights * wanted / np.where(distances > 1e-9, distances, 1.0), 0.0)
        moved = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ places)
        moved -= moved.mean(axis=0)
        change = float(np.abs(moved - places).max())
        places = moved
        if change < _SETTLED:
            break
    return _lying(places)


def _shortest_ways(size: int, edges: Sequence[tuple[int, int]], lengths: Sequence[float]) -> Floats:
    """Lengths of the shortest ways between all nodes: Floyd 1962, Warshall 1962."""
    ways = np.full((size, size), np.inf)
    np.fill_diagonal(ways, 0.0)
    for (a, b), length in zip(edges, lengths, strict=True):
        ways[a, b] = ways[b, a] = min(ways[a, b], length)
    for middle in range(size):
        np.minimum(ways, ways[:, middle, None] + ways[None, middle], out=ways)
    longest = float(ways[np.isfinite(ways)].max()) or 1.0
    return np.where(np.isfinite(ways), ways, longest * _APART)


def _classical(distances: Floats) -> Floats:
    """Torgerson's scaling (1952): the two directions in which the distances differ most, with a fixed sign."""
    squared = distances**2
    centred = -(squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()) / 2
    values, vectors = np.linalg.eigh(centred)
    top = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-6))
    strongest = top[np.abs(top).argmax(axis=0), [0, 1]]
    spread = top * np.where(strongest < 0, -1.0, 1.0)
    # Nodes that are tied alike would lie on one point and could never be pulled apart.
    turn = np.arange(len(spread)) * 2.399963
    return spread + 0.05 * distances.max() * np.column_stack([np.cos(turn), np.sin(turn)])


def _lying(places: Floats) -> Floats:
    """Turned so that the longest side lies, as screens and paper do."""
    _, vectors = np.linalg.eigh(places.T @ places)
    turned = places @ vectors[:, ::-1]
    strongest = turned[np.abs(turned).argmax(axis=0), [0, 1]]
    return turned * np.where(strongest < 0, -1.0, 1.0)


def spread_boxes(places: Floats, half: Floats) -> Floats:
    """Places moved as little as needed so that no two boxes (half width and half height, n x 2) overlap.

    Every overlapping pair is pushed apart along the side where it overlaps least; when that does not end, all places
    move a little away from the middle and it starts again.
    """
    found = places.astype(np.float64).copy()
    room = half[:, None] + half[None]
    upper = np.triu(np.ones((len(found), len(found)), dtype=bool), 1)
    for turn in range(_PUSHES):
        gaps = found[:, None] - found[None]
        over = room - np.abs(gaps)
        hit = (over > 1e-6).all(axis=2) & upper
        if not hit.any():
            break
        rows, columns = np.nonzero(hit)
        side = over[rows, columns].argmin(axis=1)
        push = (over[rows, columns, side] / 2 + 0.01) * np.where(gaps[rows, columns, side] < 0, -1.0, 1.0)
        np.add.at(found, (rows, side), push * 0.6)
        np.add.at(found, (columns, side), -push * 0.6)
        if turn % 20 == 19:
            found *= _GROWTH
    return found
