#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the form of the judged set on local government. Exit status: 0 when all is well, 1 with one line per finding.

Usage: check.py [FOLDER [SAMPLE]]
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ("es", "pt", "en")
READERS = ("researcher", "officer", "librarian")
FEWEST_QUERIES = 90
FEWEST_USEFUL = 2  # records of grade 2 or 3 that each need must have


def rows(file, columns):
    """The lines of a file of tab-separated columns, and what is wrong with their form."""
    found, wrong = [], []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) == columns and all(cell and cell == cell.strip() for cell in cells):
            found.append(cells)
        else:
            wrong.append(f"{file.name}, line {number}: not {columns} columns with something in each")
    return found, wrong


def repeated(values):
    return sorted({value for value in values if values.count(value) > 1})


def check_needs(folder):
    needs, wrong = rows(folder / "intents.tsv", 3)
    ids = [need for need, _, _ in needs]
    wrong += [f"intents.tsv: {need} is not of the form lg01" for need in ids if not re.fullmatch(r"lg\d\d", need)]
    wrong += [f"intents.tsv: {need} is there twice" for need in repeated(ids)]
    wrong += [f"intents.tsv: {need} has the reader \"{reader}\"" for need, reader, _ in needs if reader not in READERS]
    return ids, wrong


def check_queries(folder, needs):
    wrong, count = [], 0
    for language in LANGUAGES:
        name = f"queries.{language}.tsv"
        queries, malformed = rows(folder / name, 3)
        wrong += malformed
        count += len(queries)
        if [query for query, _, _ in queries] != [f"{need}-{language}" for need in needs]:
            wrong.append(f"{name}: not one query a need, in their order")
        wrong += [f"{name}: {query} is said to be in {given}" for query, _, given in queries if given != language]
        wrong += [f"{name}: \"{text}\" is there twice" for text in repeated([text for _, text, _ in queries])]
    if count < FEWEST_QUERIES:
        wrong.append(f"{count} queries: fewer than {FEWEST_QUERIES}")
    return wrong


def check_judgements(folder, needs, sample):
    known = {json.loads(line)["source_key"] for file in sorted(sample.glob("*.jsonl"))
             for line in file.read_text(encoding="utf-8").splitlines()}
    wrong, judged, useful = [], set(), dict.fromkeys(needs, 0)
    for number, line in enumerate((folder / "qrels.tsv").read_text(encoding="utf-8").splitlines(), 1):
        where = f"qrels.tsv, line {number}"
        parts = re.fullmatch(r"(\S+) 0 (\S+) ([0-3])", line)
        if not parts:
            wrong.append(f"{where}: not \"need 0 source_key grade\" with a grade of 0 to 3")
            continue
        need, key, grade = parts.groups()
        if need not in useful:
            wrong.append(f"{where}: no need {need}")
            continue
        if (need, key) in judged:
            wrong.append(f"{where}: {key} is judged twice for {need}")
        if key not in known and not re.fullmatch(r"participedia-\d+", key):
            wrong.append(f"{where}: no record {key} in the sample collection")
        judged.add((need, key))
        useful[need] += int(grade) >= 2
    return wrong + [f"qrels.tsv: {need} has {count} records of grade 2 or 3, fewer than {FEWEST_USEFUL}"
                    for need, count in useful.items() if count < FEWEST_USEFUL]


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "local-government"
    sample = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE.parents[1] / "corpus/sample"
    needs, wrong = check_needs(folder)
    wrong += check_queries(folder, needs) + check_judgements(folder, needs, sample)
    print("\n".join(wrong) if wrong else f"{len(needs)} needs in {len(LANGUAGES)} languages: well formed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
