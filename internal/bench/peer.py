"""The process of package spread as a vectorised NumPy program, with the same tables.

It reads a line of JSON and arrays of float64 from standard input, then commands:

  speed RUNS     runs the whole population so many times with draws of its own, and
                 answers with the seconds that took and the posts of each event
  tick BITS N    reads draws, momenta, base rates and gains of N runs, and answers
                 with their posts, computed in floats of 32 or 64 bits

Runs of some dozens of events go side by side, so that an array has some eight thousand
places: many enough for NumPy's own cost of a call to be small, few enough for the
cache. Every array is written in place.
"""

import json
import sys
import time

import numpy as np

EVENTS, MIDDLE = 32, 126  # events side by side; even cells of the grid of draws


class Table:
    """A table over rows (a power of two of them to the octave) and uniform draws."""

    def __init__(self, values, per_octave, kind):
        self.values = np.ascontiguousarray(values.ravel(), dtype=kind)
        self.rows, self.nodes = values.shape
        self.kind = kind
        self.whole = np.int32 if kind == np.float32 else np.int64
        fraction, bias = (23, 127) if kind == np.float32 else (52, 1023)
        self.shift = fraction - per_octave
        self.first = bias << per_octave
        self.mask = self.whole((1 << self.shift) - 1)
        self.unit = kind(2.0**-self.shift)

    def look_up(self, at, column, along):
        """Interpolates at `at`, 1 or more. A float's own bits say row and place."""
        bits = at.view(self.whole)
        row = bits >> self.shift
        row -= self.first
        np.clip(row, 0, self.rows - 2, out=row)
        across = (bits & self.mask).astype(self.kind)
        across *= self.unit
        place = row.astype(np.intp)
        place *= self.nodes
        place += column
        low = self._row(place, along)
        place += self.nodes
        high = self._row(place, along)
        high -= low
        high *= across
        low += high
        return low

    def _row(self, place, along):
        low = self.values.take(place)
        rise = self.values[1:].take(place)
        rise -= low
        rise *= along
        low += rise
        return low

    def last(self, column, along):
        return self._row((self.rows - 1) * self.nodes + column, along)


class Process:
    def __init__(self, data, kind):
        self.kind, self.phi, self.cap = kind, data["phi"], data["cap"]
        self.edges = data["edges"]
        self.posts = Table(data["posts"], 3, kind)
        self.reach = Table(data["reach"], 1, kind)

    def column(self, u):
        """The cell of each 32-bit draw, and how far into it the draw lies."""
        cell = (u >> 25).astype(np.intp)
        along = (u & 0x1FFFFFF).astype(self.kind)
        along *= self.kind(2.0**-25)
        tails = np.flatnonzero((cell == 0) | (cell == MIDDLE + 1))
        cell += (self.edges.size - 1 - MIDDLE) // 2 - 1
        if tails.size:
            draws = u[tails].astype(np.float64)
            found = np.searchsorted(self.edges, draws, side="right") - 1
            below = self.edges[found]
            cell[tails] = found
            along[tails] = (draws - below) / (self.edges[found + 1] - below)
        return cell, along

    def draw(self, mean, u):
        """Counts of posts at their means."""
        column, along = self.column(u)
        y = self.posts.look_up(np.maximum(mean, self.kind(1)), column, along)
        np.floor(y, out=y)
        many = np.flatnonzero(mean >= 512)
        if many.size:
            value = self.posts.last(column[many], along[many])
            y[many] = np.floor(value * mean[many] / self.kind(512))
        small = np.flatnonzero(mean < 1)
        if small.size:
            y[small] = np.minimum(self.few(mean[small], u[small]), y[small])
        return np.minimum(y, self.kind(self.cap), out=y)

    def few(self, mean, u):
        """Counts at means below 1: the probabilities summed until they pass the draw."""
        count = np.zeros(mean.size, self.kind)
        left = np.flatnonzero(u.astype(np.float64) * 2.0**-32 >= 1.0 - mean)
        if not left.size:
            return count
        mean, target = mean[left].astype(np.float64), u[left].astype(np.float64) * 2.0**-32
        beta = mean / (mean + self.phi)
        term = np.exp(-self.phi * np.log1p(mean / self.phi))
        below, n, found = term.copy(), 0, np.zeros(mean.size)
        while n < 40:
            more = below <= target
            if not more.any():
                break
            found += more
            term *= beta * (self.phi + n) / (n + 1)
            below += term
            n += 1
        count[left] = found
        return count

    def tick(self, momentum, alpha, gain, draws):
        """Posts of each run, and the log of one and what they reach."""
        halves = draws.view(np.uint32)
        mean = momentum * gain
        mean += alpha
        np.clip(mean, -20, 15.5, out=mean)
        np.exp(mean, out=mean)
        y = self.draw(mean, halves[1::2])
        column, along = self.column(halves[0::2])
        x = self.reach.look_up(np.maximum(y, self.kind(1)), column, along)
        np.exp(x, out=x)
        x *= y
        np.log1p(x, out=x)
        return y, x


def speed(process, data, runs):
    """Runs every event; returns the seconds taken and each event's posts."""
    kind, total = process.kind, np.zeros(data["ticks"].size)
    luck = np.random.Generator(np.random.SFC64(1))
    order = np.argsort(-data["ticks"], kind="stable")
    begin = time.perf_counter()
    for first in range(0, order.size, EVENTS):
        group = order[first : first + EVENTS]
        ticks = data["ticks"][group].astype(int)
        alpha = np.repeat(data["alpha"][group].astype(kind), runs)
        gain = np.repeat(data["gain"][group].astype(kind), runs)
        momentum = np.repeat(data["start"][group].astype(kind), runs)
        for age in range(1, ticks[0] + 1):
            n = int(np.count_nonzero(ticks >= age)) * runs
            draws = luck.integers(0, 1 << 64, n, dtype=np.uint64)
            y, x = process.tick(momentum[:n], alpha[:n], gain[:n], draws)
            keep = data["delta"][group] * np.exp(-data["ageing"][group] * age)
            momentum = momentum[:n]
            momentum *= np.repeat(keep.astype(kind), runs)[:n]
            momentum += x
            total[group[: n // runs]] += y.reshape(-1, runs).sum(axis=1)
    return time.perf_counter() - begin, total


def numbers(n, kind=np.float64):
    return np.frombuffer(sys.stdin.buffer.read(8 * n), dtype=kind)


def main():
    data = json.loads(sys.stdin.buffer.readline())
    nodes = data["nodes"]
    data["edges"] = numbers(nodes)
    data["posts"] = numbers(data["posts"] * nodes).reshape(-1, nodes)
    data["reach"] = numbers(data["reach"] * nodes).reshape(-1, nodes)
    for name in ("alpha", "gain", "delta", "ageing", "start", "ticks"):
        data[name] = numbers(data["events"])
    by_bits = {32: Process(data, np.float32), 64: Process(data, np.float64)}
    for line in iter(sys.stdin.buffer.readline, b""):
        words = line.split()
        if words[0] == b"speed":
            seconds, posts = speed(by_bits[32], data, int(words[1]))
            answer = {"seconds": seconds, "posts": posts.tolist()}
        else:
            process, n = by_bits[int(words[1])], int(words[2])
            draws = numbers(n, np.uint64)
            momentum, alpha, gain = (numbers(n).astype(process.kind) for _ in range(3))
            y, x = process.tick(momentum, alpha, gain, draws)
            answer = {"posts": y.tolist(), "reached": x.tolist()}
        print(json.dumps(answer), flush=True)


main()
