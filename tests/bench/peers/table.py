#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One table of what the engines were measured at: table.py FOLDER RECORDS. Reads FOLDER/*.json, writes
FOLDER/table.md and FOLDER/table.json. Ends with 1 when engines disagree about what matches."""
import json
import pathlib
import sys

KINDS = {
    "any": "Q1 OR, best 10", "all": "Q1 AND, best 10", "any_facets": "Q2 OR, 4 facets", "all_facets": "Q2 AND, 4 facets",
    "phrase": "Q3 phrase", "any_filters": "Q4 OR, 2 filters", "page": "page: OR, 4 facets, passages",
    "expanded": "X: three languages",
}
REFERENCE = "Lucene, no fetch"
# (kind, figure, other engine, its kind, at least this many times faster)
RATIOS = [
    ("any_facets", REFERENCE, "any_facets", 2.0), ("all_facets", REFERENCE, "all_facets", 1.0),
    ("any", REFERENCE, "any", 1.3), ("all", REFERENCE, "all", 1.0), ("phrase", REFERENCE, "phrase", 1 / 1.5),
    ("page", "Lucene", "any_facets", 2.0), ("any_facets", "SQLite FTS5", "any_facets", 50.0),
]
# Upper bounds for the p95 of expanded queries, CPU microseconds by number of records.
EXPANDED = {30_000: 2_000, 200_000: 15_000}


def load(folder):
    engines, builds = {}, {}
    for file in sorted(folder.glob("*.json")):
        if file.name == "table.json":
            continue
        found = json.loads(file.read_text())
        for one in found if isinstance(found, list) else [found]:
            if "engine" in one:
                engines[one["engine"]] = one
            else:
                builds[one["build"]] = one
    return engines, builds


def cpu(engines, engine, kind, share="p50"):
    cell = engines.get(engine, {}).get("kinds", {}).get(kind, {})
    return cell.get("cpu_" + share, cell.get("cpu_mean") if share == "p50" else None)


def number(value):
    return "-" if value is None else f"{value:,.0f}"


def rows(header, lines):
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for line in lines:
        yield "| " + " | ".join(line) + " |"


def agreement(engines):
    """How many questions each engine finds as many documents (and facet counts) for as the reference."""
    lines, wrong = [], []
    for kind in KINDS:
        for figure in ("hits", "facets"):
            counts = {name: one["kinds"][kind][figure] for name, one in engines.items()
                      if figure in one["kinds"].get(kind, {}) and kind != "expanded"}
            base = next((name for name in (REFERENCE, "Lucene", "Xapian", "SQLite FTS5") if name in counts), None)
            expected = counts.get(base)
            if kind == "page":
                expected = engines.get(REFERENCE, {}).get("kinds", {}).get("any_facets", {}).get(figure)
            if expected is None:
                continue
            for name, found in counts.items():
                same = sum(a == b for a, b in zip(expected, found))
                lines.append([KINDS[kind], figure, name, number(sum(found)), f"{same} of {len(expected)}"])
                if same != len(expected) or len(found) != len(expected):
                    wrong.append(f"{name}, {kind}: {figure} {sum(found)}, not {sum(expected)}")
    return lines, wrong


def targets(engines, builds, records):
    lines = []

    def add(what, value, goal, met):
        lines.append([what, value, goal, "yes" if met else "**no**"])

    for kind, other, other_kind, goal in RATIOS:
        ours, theirs = cpu(engines, "Acervo", kind), cpu(engines, other, other_kind)
        if ours and theirs:
            add(f"{KINDS[kind]}: {number(ours)} us against {other} {number(theirs)}", f"{theirs / ours:.2f}x",
                f"{goal:.2f}x", theirs / ours >= goal)
    ours, theirs = (cpu(engines, name, "page") for name in ("Acervo over HTTP", "Omega over HTTP"))
    if ours and theirs:
        add(f"page over HTTP, server: {number(ours)} us against Omega {number(theirs)} (without facets)",
            f"{theirs / ours:.2f}x", "8.00x", theirs / ours >= 8)
    bound = next((most for size, most in sorted(EXPANDED.items()) if records <= size), None)
    p95 = cpu(engines, "Acervo", "expanded", "p95")
    if p95 and bound:
        add("X: three languages, p95", f"{number(p95)} us", f"{number(bound)} us", p95 <= bound)
    for name, figure, goal, label in (("first_answer_ms", 1, 5.0, "start to first answer"),
                                      ("resident_bytes", 1, 5.0, "memory")):
        ours, theirs = engines.get("Acervo", {}).get(name), engines.get("Lucene", {}).get(name)
        if ours and theirs:
            add(f"{label} against Lucene", f"{theirs / ours:.1f}x less", f"{goal:.0f}x less", theirs / ours >= goal)
    ours = builds.get("Acervo, 1 job", builds.get("Acervo, 2 jobs"))
    for name in ("Lucene", "Lucene, Acervo's terms"):
        if ours and name in builds:
            theirs = builds[name]
            add(f"index build, CPU against {name}", f"{ours['cpu_s'] / theirs['cpu_s']:.2f}x", "at most 2x",
                ours["cpu_s"] <= 2 * theirs["cpu_s"])
            add(f"index size against {name}", f"{ours['bytes'] / theirs['bytes']:.2f}x", "at most 3.7x",
                ours["bytes"] <= 3.7 * theirs["bytes"])
    return lines


def main():
    folder, records = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    engines, builds = load(folder)
    order = [name for name in ("Acervo", "Lucene, no fetch", "Lucene", "Xapian", "Xapian, columns", "SQLite FTS5",
                               "Acervo over HTTP", "Omega over HTTP") if name in engines]
    out = [f"# {records:,} records", "", "## CPU microseconds a query, p50 / p95 (servers: mean)", ""]
    out += rows(["", *order], [[label, *(
        number(cpu(engines, name, kind)) + (f" / {number(p95)}" if (p95 := cpu(engines, name, kind, "p95")) else "")
        for name in order)] for kind, label in KINDS.items()])
    out += ["", "## Answers a second by 1 / 2 / 8 clients", ""]
    out += rows(["", *order], [[label, *(
        " / ".join(number(value) for value in engines[name]["kinds"].get(kind, {}).get("per_second", {}).values()) or "-"
        for name in order)] for kind, label in KINDS.items()])
    out += ["", "## Start and memory", ""]
    out += rows(["", *order], [
        ["start to first answer, ms", *(number(engines[name].get("first_answer_ms")) for name in order)],
        ["resident, MB", *(number(engines[name].get("resident_bytes", 0) / 1e6) for name in order)]])
    if builds:
        out += ["", "## Building the index", ""]
        out += rows(["", "wall s", "CPU s", "records/s", "records/CPU s", "bytes/record", "peak MB"], [
            [name, f"{one['wall_s']:.1f}", f"{one['cpu_s']:.1f}", number(one["records"] / one["wall_s"]),
             number(one["records"] / one["cpu_s"]), number(one["bytes"] / one["records"]),
             number(one["peak_bytes"] / 1e6)] for name, one in builds.items()])
    lines, wrong = agreement(engines)
    aims = targets(engines, builds, records)
    out += ["", "## Targets", "", *rows(["", "measured", "goal", "met"], aims)]
    out += ["", "## What was found", "", *rows(["kind", "", "engine", "sum", "questions alike"], lines)]
    out += ["", *(f"**Differs:** {one}" for one in wrong)]
    (folder / "table.md").write_text("\n".join(out) + "\n")
    (folder / "table.json").write_text(json.dumps(
        {"records": records, "engines": engines, "builds": builds, "targets": aims, "differences": wrong}, indent=1))
    print("\n".join(out))
    if wrong:
        sys.exit(f"{len(wrong)} sums differ")


main()
