#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits what confidences should have been: calibration.py PAIRS, the file that `measure.py --pairs` writes of the dev half.

For each field, by logistic regression of right or wrong on log(c / (1 - c)) with each set counting the same, the slope b and
constant a such that 1 / (1 + exp(-(a + b logit(c)))) is the share that is right. The numbers of
ingest/description/calibration.h, as they were when the pairs were written, become constant' = a + b constant,
of_weight' = b of_weight, of_share' = b of_share.
"""
import json
import math
import pathlib
import re
import sys
from collections import Counter, defaultdict

HEADER = pathlib.Path(__file__).resolve().parent.parent.parent / "ingest" / "description" / "calibration.h"


def logit(c):
    c = min(max(c, 0.01), 0.99)
    return math.log(c / (1 - c))


def fit(points):
    """Newton's method on the weighted log-likelihood, drawn a little towards a = 0, b = 1."""
    a, b = 0.0, 1.0
    for _ in range(50):
        g0, g1 = -0.5 * a, -0.5 * (b - 1)
        h00, h01, h11 = 0.5, 0.0, 0.5
        for x, y, w in points:
            p = 1 / (1 + math.exp(-(a + b * x)))
            g0 += w * (y - p)
            g1 += w * (y - p) * x
            h = w * p * (1 - p)
            h00, h01, h11 = h00 + h, h01 + h * x, h11 + h * x * x
        det = h00 * h11 - h01 * h01
        step = (h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det
        a, b = a + step[0], b + step[1]
        if max(map(abs, step)) < 1e-9:
            break
    return a, b


def main():
    points = defaultdict(list)
    for line in open(sys.argv[1], encoding="utf-8"):
        name, field, confidence, right, _, _ = json.loads(line)
        points[field].append((name, logit(confidence), float(right)))
    header = HEADER.read_text(encoding="utf-8")
    for field, of in sorted(points.items()):
        sizes = Counter(name for name, _, _ in of)
        # Small sets count for what they are, large ones for two hundred.
        a, b = fit([(x, y, min(1, 200 / sizes[name])) for name, x, y in of])
        name = "level" if field == "government_level" else field
        now = re.search(rf"{name}_calibration\{{([-\d.]+), ([-\d.]+), ([-\d.]+)\}}", header)
        then = ""
        if now:
            c, w, s = (float(number) for number in now.groups())
            then = f"{{{a + b * c:.2f}, {b * w:.2f}, {b * s:.2f}}}"
        print(f"{field:18} a={a:+.2f} b={b:.2f}  {then}")


if __name__ == "__main__":
    main()
