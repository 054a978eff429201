# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain way, to be better than: labels and names counted as they stand, without weights."""
import functools
import json
import pathlib
import re
from collections import Counter, defaultdict

import sets

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus"


@functools.cache
def labels():
    """Folded label -> themes of the first level, from the thesaurus and the vocabulary."""
    found = defaultdict(set)
    for path in (CORPUS / "thesaurus").glob("*.rdf"):
        for entry in re.findall(r"<skos:Concept .*?</skos:Concept>", path.read_text(encoding="utf-8"), re.S):
            themes = {code.split(".")[0] for code in re.findall(r"<skos:(?:broad|close|exact)Match rdf:resource=.urn:acervo:theme:([a-z.]+)", entry)}
            for label in re.findall(r"Label xml:lang=\"[^\"]+\">([^<]+)<", entry):
                found[sets.folded(label)] |= themes

    def walk(concepts):
        for each in concepts:
            names = list(each["label"].values()) + [name for names in each.get("alternatives", {}).values() for name in names]
            for name in names:
                found[sets.folded(name)].add(each["code"].split(".")[0])
            walk(each.get("narrower", []))

    walk(json.loads((CORPUS / "vocabularies" / "theme.json").read_text(encoding="utf-8"))["concepts"])
    return found


@functools.cache
def names():
    return {sets.folded(name): code for name, code in sets.country_codes().items()}


@functools.cache
def axes():
    given = json.loads((CORPUS / "description" / "themes.json").read_text(encoding="utf-8"))
    return {theme: max(of["axes"], key=of["axes"].get) for theme, of in given.items()}


@functools.cache
def counted(text):
    """Themes and countries by how often a label or name of theirs stands in the text."""
    words = sets.folded(text).split()
    themes, countries = Counter(), Counter()
    for at in range(len(words)):
        for length in range(1, 6):
            phrase = " ".join(words[at:at + length])
            themes.update(labels().get(phrase, ()))
            if phrase in names():
                countries[names()[phrase]] += 1
    return themes, countries


def most_named(field, text):
    themes, countries = counted(text)
    if field == "country":
        return [countries.most_common(1)[0][0]] if countries else []
    if not themes:
        return []
    if field == "theme":
        return [themes.most_common(1)[0][0]]
    by_axis = Counter()
    for theme, times in themes.items():
        by_axis[axes()[theme]] += times
    return [by_axis.most_common(1)[0][0]]
