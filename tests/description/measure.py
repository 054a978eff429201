#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes labelled collections in without their labels, as anybody would, and holds what `acervo` suggests against them.

Usage: measure.py [--acervo PROGRAM] [--shared FOLDER] [--half dev|test] [--set NAME ...] [--pairs FILE]

Each record falls into one of two halves by a hash of its key; rules and confidences were tuned on `dev` alone. --pairs writes
a line for each suggestion (field, confidence, right or wrong, what it was), from which calibration.py fits.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import baseline
import sets

HERE = pathlib.Path(__file__).resolve().parent


def half(key):
    return "test" if hashlib.sha256(key.encode()).digest()[0] % 2 else "dev"


def top(field, value):
    """What is compared: themes by their first level, places by country and name."""
    if field == "theme":
        return value.split(".")[0]
    if field == "place":
        place = json.loads(value)
        return sets.folded(place["name"]) + "|" + place["country"]
    return value


def take_in(acervo, data, records, files, languages_too):
    """Ingests the set; returns what is suggested, by source key and field: pairs of confidence and value."""
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run([acervo, "--data", data, "places", "build"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    paths = list(files)
    if records:
        manifest = data / "set.jsonl"
        with open(manifest, "w", encoding="utf-8") as out:
            for record in records:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        paths.append(manifest)
    done = subprocess.run([acervo, "--data", data, "ingest", *paths, "--no-index", "--json", "--collection", "set"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, text=True)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    told = subprocess.run([acervo, "--data", data, "batch", "suggestions", report["batch"], "--format", "json"],
                          stdout=subprocess.PIPE, check=True, text=True)
    suggestions = defaultdict(lambda: defaultdict(list))
    for each in json.loads(told.stdout)["suggestions"]:
        # A file's key is its path.
        suggestions[pathlib.Path(each["source_key"]).stem if files else each["source_key"]][each["field"]].append((each["confidence"], each["value"]))
    if languages_too:
        for record in sorted({item["record"] for item in report["items"] if item.get("record")}):
            shown = subprocess.run([acervo, "--data", data, "show", record, "--format", "json"], stdout=subprocess.PIPE, check=True, text=True)
            said = json.loads(shown.stdout)
            said = said.get("record", said)
            for language in said.get("language", [])[:1]:
                suggestions[pathlib.Path(said["source_key"]).stem]["language"].append((1, language.split("-")[0]))
    return suggestions


def scores(pairs):
    """Precision, recall and F1 by class of (truths, said) pairs, with their macro and micro means."""
    right, said, true = Counter(), Counter(), Counter()
    for truths, answers in pairs:
        for answer in answers:
            said[answer] += 1
            right[answer] += answer in truths
        for truth in truths:
            true[truth] += 1
    def f(p, r):
        return 2 * p * r / (p + r) if p + r else 0.0
    classes = {}
    for name in sorted(true):
        p = right[name] / said[name] if said[name] else 0.0
        r = right[name] / true[name]
        classes[name] = (p, r, f(p, r), true[name])
    p = sum(right.values()) / max(1, sum(said.values()))
    r = sum(right.values()) / max(1, sum(true.values()))
    macro = [sum(c[i] for c in classes.values()) / max(1, len(classes)) for i in range(3)]
    return classes, macro, (p, r, f(p, r))


def show(name, field, truth, suggestions, texts, rows, all_pairs, details):
    """One line a way of answering: the best suggestion, all from .5, the majority class, labels counted."""
    answered = {key: suggestions.get(key, {}).get(field, []) for key in truth}
    majority = Counter(t for truths in truth.values() for t in truths).most_common(1)[0][0]
    ways = {
        "best": lambda key: [top(field, v) for c, v in sorted(answered[key], reverse=True)[:1]],
        ">= .5": lambda key: list({top(field, v) for c, v in answered[key] if c >= .5}),
        "majority": lambda key: [majority],
    }
    if field in ("theme", "axis") and texts:
        ways["labels"] = lambda key: baseline.most_named(field, texts.get(key, ""))
    if field == "country" and texts:
        ways["names"] = lambda key: baseline.most_named(field, texts.get(key, ""))
    for way, answer in ways.items():
        pairs = [(truth[key], answer(key)) for key in truth]
        classes, macro, micro = scores(pairs)
        rows.append((name, field, way, len(truth), *micro, *macro))
        if way == "best" and details:
            for label, (p, r, f1, n) in sorted(classes.items(), key=lambda item: -item[1][3])[:16]:
                print(f"    {name} {field} {label:20} n={n:5} P={p:.2f} R={r:.2f} F1={f1:.2f}")
    for key, truths in truth.items():
        for confidence, value in answered[key] if field != "language" else []:
            all_pairs.append((name, field, confidence, top(field, value) in truths, key, value))


def texts_of(records, files, truths):
    """What the baselines read: the words of a record, by key."""
    texts = {each["source_key"]: " ".join(t for f in ("title", "abstract") for t in
                                          (each[f].values() if isinstance(each.get(f), dict) else [each.get(f) or ""])) for each in records}
    for path in files:
        for file in path.rglob("*.html") if path.is_dir() else []:
            texts[file.stem] = re.sub(r"<[^>]+>", " ", file.read_text(encoding="utf-8"))
    return texts


def reliability(pairs):
    """Of what was said with a confidence, how much was right, by tenths."""
    table = defaultdict(lambda: [0, 0])
    for _, field, confidence, right, _, _ in pairs:
        cell = table[field, min(9, int(confidence * 10))]
        cell[0] += 1
        cell[1] += right
    fields = sorted({field for field, _ in table})
    print("\nreliability: share right (number) of what was said with a confidence of")
    print("  " + "field".ljust(18) + "".join(f".{i}-.{i + 1}".rjust(13) if i < 9 else ".9-1".rjust(13) for i in range(1, 10)))
    for field in fields:
        cells = [table[field, i] for i in range(1, 10)]
        print("  " + field.ljust(18) + "".join((f"{r / n:.2f} ({n})" if n else "-").rjust(13) for n, r in cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acervo", default=str(HERE.parent.parent / "build" / "release" / "acervo"))
    parser.add_argument("--shared", default=os.environ.get("ACERVO_SHARED", ""))
    parser.add_argument("--half", choices=["dev", "test"])
    parser.add_argument("--set", action="append", dest="only")
    parser.add_argument("--pairs")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    data = pathlib.Path(options.shared) / "data" if options.shared else None
    if not data or not data.is_dir():
        print("skipped: ACERVO_SHARED names no folder with the labelled collections")
        return 0
    for part in [options.half] if options.half else ["dev", "test"]:
        rows, pairs = [], []
        for name, make in sets.ALL.items():
            if options.only and name not in options.only:
                continue
            made = make(data)
            if made is None:
                print(f"{name}: skipped, not there")
                continue
            records, files, truths = made
            with tempfile.TemporaryDirectory() as folder:
                suggestions = take_in(options.acervo, pathlib.Path(folder), records, files, "language" in truths)
            for field, truth in truths.items():
                mine = {key: values for key, values in truth.items() if half(key) == part and values}
                if mine:
                    show(name, field, mine, suggestions, texts_of(records, files, truths), rows, pairs, options.details)
        print(f"\n{part} half" + " " * 40 + "micro P    R   F1   macro P    R   F1")
        for name, field, way, n, *numbers in rows:
            print(f"  {name:22} {field:17} {way:9} n={n:5}  " + " ".join(f"{x:5.2f}" for x in numbers[:3]) + "    " +
                  " ".join(f"{x:5.2f}" for x in numbers[3:]))
        reliability(pairs)
        if options.pairs:
            with open(f"{options.pairs}.{part}", "w", encoding="utf-8") as out:
                for pair in pairs:
                    out.write(json.dumps(pair, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
