#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the thesaurus (corpus/thesaurus/local-government.rdf) against the rules of the README.md beside it.

Exit status: 0 when all is well, 1 with one line per finding, 2 when it cannot run.
"""

import argparse
import collections
import functools
import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SKOS = "{http://www.w3.org/2004/02/skos/core#}"
DCT = "{http://purl.org/dc/terms/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEME = "urn:acervo:thesaurus"
THEME = "urn:acervo:theme:"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

REQUIRED = ("es", "pt", "en")
PREFERRED = REQUIRED + ("pt-PT", "ca", "gl", "fr")
TAG = re.compile(r"(es|pt|en|ca|gl|fr)(-[A-Z]{2})?")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
LINKS = ("inScheme", "topConceptOf", "broader", "related", "broadMatch", "relatedMatch")
LONGEST_ID, LONGEST_LABEL = 48, 80  # characters


@functools.cache
def fold(text):
    """What two labels share that differ in case, accents, hyphens or spaces alone."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in letters if not unicodedata.combining(c))))


def codes_of(concepts):
    """The codes of a vocabulary file, those of narrower concepts included."""
    for concept in concepts:
        yield concept["code"]
        yield from codes_of(concept.get("narrower", []))


class Concept:
    """One skos:Concept: its labels as (element, language, text), its links by element as the last parts of addresses."""

    def __init__(self, element):
        self.uri = element.get(RDF + "about", "")
        self.id = self.uri.removeprefix(SCHEME + ":")
        self.notations = [child.text or "" for child in element.findall(SKOS + "notation")]
        self.labels = []
        self.links = {name: [] for name in LINKS}
        self.unknown = []
        for child in element:
            name = child.tag.removeprefix(SKOS)
            if name in LABELS:
                self.labels.append((name, child.get(LANG, ""), child.text or ""))
            elif name in LINKS:
                self.links[name].append(child.get(RDF + "resource", ""))
            elif name != "notation":
                self.unknown.append(child.tag)

    def ids(self, link):
        return [address.removeprefix(SCHEME + ":") for address in self.links[link]]

    def themes(self, *links):
        return [address.removeprefix(THEME) for link in links for address in self.links[link]]


class Checker:
    def __init__(self, themes):
        self.themes = themes
        self.findings = []
        self.concepts = {}
        self.owners = {}  # (language, folded label) -> id

    def say(self, where, what, remedy):
        self.findings.append(f"{where}: {what}. {remedy}")

    def scheme(self, root):
        schemes = root.findall(SKOS + "ConceptScheme")
        if len(schemes) != 1 or schemes[0].get(RDF + "about") != SCHEME:
            self.say("the file", f"not exactly one skos:ConceptScheme {SCHEME}", "Keep the one at the top")
            return []
        titles = {title.get(LANG) for title in schemes[0].findall(DCT + "title")}
        for language in REQUIRED:
            if language not in titles:
                self.say("the scheme", f"no dct:title in {language}", "Add it")
        licences = [child.get(RDF + "resource") for child in schemes[0].findall(DCT + "license")]
        if licences != [LICENCE]:
            self.say("the scheme", f"dct:license is {licences}", f"It is {LICENCE}")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", schemes[0].findtext(DCT + "created", "")):
            self.say("the scheme", "no dct:created", "Write the day as 2026-01-31")
        return [child.get(RDF + "resource", "").removeprefix(SCHEME + ":")
                for child in schemes[0].findall(SKOS + "hasTopConcept")]

    def read(self, root):
        order = []
        for element in root.findall(SKOS + "Concept"):
            entry = Concept(element)
            if not entry.uri.startswith(SCHEME + ":"):
                self.say(entry.uri or "a concept without rdf:about", "its address is foreign", f"Begin with {SCHEME}:")
            if entry.id in self.concepts:
                self.say(entry.id, "two concepts have this id", "Join them or rename one")
            self.concepts[entry.id] = entry
            order.append(entry.id)
        for before, after in zip(order, order[1:]):
            if before > after:
                self.say(after, f"stands after {before}", "Keep the concepts in the order of their ids")

    def concept(self, entry):
        if not ID.fullmatch(entry.id) or len(entry.id) > LONGEST_ID:
            self.say(entry.id, "the id is not short kebab-case", f"Use a-z, 0-9 and single hyphens, {LONGEST_ID} at most")
        if entry.notations != [entry.id]:
            self.say(entry.id, f"skos:notation is {entry.notations}", "Write it once, equal to the id")
        for tag in entry.unknown:
            self.say(entry.id, f"holds {tag}", "Leave it out, or teach it to this check and to the reader")
        if entry.links["inScheme"] != [SCHEME]:
            self.say(entry.id, "not once skos:inScheme", f"Point to {SCHEME}")
        self.preferred(entry)
        for element, language, text in entry.labels:
            self.label(entry, element, language, text)

    def preferred(self, entry):
        count = collections.Counter(language for element, language, _ in entry.labels if element == "prefLabel")
        for language in REQUIRED:
            if count[language] != 1:
                self.say(entry.id, f"{count[language]} prefLabels in {language}", "Have exactly one")
        for language, times in count.items():
            if language not in PREFERRED:
                self.say(entry.id, f"a prefLabel in {language!r}", f"Allowed are {', '.join(PREFERRED)}; make it an altLabel")
            elif times > 1:
                self.say(entry.id, f"{times} prefLabels in {language}", "Have at most one, make the others altLabels")

    def label(self, entry, element, language, text):
        where = f"{entry.id}, {element} {text!r} ({language})"
        if not TAG.fullmatch(language):
            self.say(where, "the language is none of ours", "Write es, pt, en, ca, gl or fr, or with a country: es-MX")
            return
        if text != " ".join(text.split()) or not fold(text) or len(text) > LONGEST_LABEL:
            self.say(where, "empty, with stray spaces or too long", f"Write 1 to {LONGEST_LABEL} characters on one line")
        if text != unicodedata.normalize("NFC", text):
            self.say(where, "accents are apart from their letters", "Write it in Unicode's form NFC")
        family = language[:2]
        owner = self.owners.setdefault((family, fold(text)), entry.id)
        if owner != entry.id:
            self.say(where, f"{owner} has the same label", "Keep it where it means most, or say it in more words")
        same = [other for other in entry.labels if other[1][:2] == family and fold(other[2]) == fold(text)]
        # "género" beside "gênero" is what a preferred label of Portugal is for.
        kept = [other for other in same if other[:2] != ("prefLabel", "pt-PT")]
        if len(kept) > 1 and (element, language, text) == kept[-1] or same.count((element, language, text)) > 1:
            self.say(where, "the concept has this label twice", "Accents, case and hyphens do not count: remove one")

    def relations(self, tops):
        for entry in self.concepts.values():
            for link in ("broader", "related"):
                for other in entry.ids(link):
                    if other not in self.concepts or other == entry.id:
                        self.say(entry.id, f"skos:{link} to {other}", "Point to another concept of this file")
                if len(set(entry.ids(link))) != len(entry.ids(link)):
                    self.say(entry.id, f"skos:{link} twice to the same concept", "Remove one")
            top = bool(entry.links["topConceptOf"])
            if top == bool(entry.links["broader"]):
                self.say(entry.id, "has both skos:broader and skos:topConceptOf, or none", "Have one of the two")
            if top and entry.links["topConceptOf"] != [SCHEME]:
                self.say(entry.id, "skos:topConceptOf something else", f"Point to {SCHEME}")
            if top != (entry.id in tops):
                self.say(entry.id, "the scheme's skos:hasTopConcept and skos:topConceptOf disagree", "Write both or none")
            for other in entry.ids("related"):
                if other in self.concepts and entry.id not in self.concepts[other].ids("related"):
                    self.say(other, f"is not related to {entry.id}, but {entry.id} to it", "Write both directions")
        for entry in self.concepts.values():
            above = self.above(entry)
            if entry.id in above:
                self.say(entry.id, "lies above itself", "Break the circle of skos:broader")
            for other in set(entry.ids("related")) & above:
                self.say(entry.id, f"is related to {other}, which lies above it", "Remove skos:related in both")

    def above(self, entry):
        """Ids of all that lie above a concept."""
        found, waiting = set(), entry.ids("broader")
        while waiting:
            other = waiting.pop()
            if other in self.concepts and other not in found:
                found.add(other)
                waiting += self.concepts[other].ids("broader")
        return found

    def depth(self, entry):
        """Levels from the top to the concept; a top concept is on the first. Only for what has no circles."""
        return 1 + max((self.depth(self.concepts[other]) for other in entry.ids("broader")), default=0)

    def mappings(self):
        mapped = collections.Counter()
        for entry in self.concepts.values():
            codes = entry.themes("broadMatch", "relatedMatch")
            if not entry.themes("broadMatch"):
                self.say(entry.id, "no theme by skos:broadMatch", f"Point to {THEME}<code of theme.json>")
            if len(set(codes)) != len(codes):
                self.say(entry.id, "a theme twice", "Remove one")
            for code in codes:
                if code not in self.themes:
                    self.say(entry.id, f"theme.json has no code {code!r}", "Use one of its codes")
            mapped.update(entry.themes("broadMatch"))
        for code in self.themes:
            if "." in code and mapped[code] < 2:
                self.say(f"theme {code}", f"{mapped[code]} concepts by skos:broadMatch", "Add to at least two")

    def figures(self):
        labels = collections.Counter(language[:2] for entry in self.concepts.values() for _, language, _ in entry.labels)
        related = sum(len(entry.links["related"]) for entry in self.concepts.values()) // 2
        broader = sum(len(entry.links["broader"]) for entry in self.concepts.values())
        deepest = 0 if self.findings else max(map(self.depth, self.concepts.values()))
        return (f"{len(self.concepts)} concepts, {sum(labels.values())} labels ("
                + ", ".join(f"{labels[language]} {language}" for language in sorted(labels, key=labels.get, reverse=True))
                + f"), {broader} broader, {related} pairs of related, {deepest} levels; {len(self.findings)} findings")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    corpus = pathlib.Path(__file__).resolve().parent.parent / "corpus"
    parser.add_argument("file", nargs="?", type=pathlib.Path, default=corpus / "thesaurus" / "local-government.rdf")
    parser.add_argument("--themes", type=pathlib.Path, default=corpus / "vocabularies" / "theme.json")
    parser.add_argument("--concepts", type=int, default=330, help="how many are wanted at least")
    arguments = parser.parse_args()
    try:
        root = xml.parse(arguments.file).getroot()
        checker = Checker(list(codes_of(json.loads(arguments.themes.read_text("utf-8"))["concepts"])))
    except (OSError, xml.ParseError, ValueError, KeyError) as error:
        print(f"{arguments.file} and {arguments.themes} are needed, well-formed: {error}", file=sys.stderr)
        return 2
    tops = checker.scheme(root)
    checker.read(root)
    for entry in checker.concepts.values():
        checker.concept(entry)
    checker.relations(tops)
    checker.mappings()
    if len(checker.concepts) < arguments.concepts:
        checker.say("the file", f"{len(checker.concepts)} concepts, at least {arguments.concepts} wanted", "Add some")
    for finding in checker.findings:
        print(finding)
    print(checker.figures())
    return 1 if checker.findings else 0


if __name__ == "__main__":
    sys.exit(main())
