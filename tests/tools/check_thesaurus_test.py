# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of tools/check_thesaurus.py, broken once in a file that keeps them all."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().parents[2] / "tools" / "check_thesaurus.py"

THEMES = {"concepts": [{"code": "amb", "narrower": [{"code": "amb.res"}]}]}

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
    xmlns:dct="http://purl.org/dc/terms/">
  <skos:ConceptScheme rdf:about="urn:acervo:thesaurus">
    <dct:title xml:lang="es">Tesauro</dct:title>
    <dct:title xml:lang="pt">Tesauro</dct:title>
    <dct:title xml:lang="en">Thesaurus</dct:title>
    <dct:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
    <dct:created>2026-11-24</dct:created>
    <skos:hasTopConcept rdf:resource="urn:acervo:thesaurus:waste"/>
  </skos:ConceptScheme>
  <skos:Concept rdf:about="urn:acervo:thesaurus:collection">
    <skos:inScheme rdf:resource="urn:acervo:thesaurus"/>
    <skos:notation>collection</skos:notation>
    <skos:prefLabel xml:lang="es">recolección de basura</skos:prefLabel>
    <skos:prefLabel xml:lang="pt">coleta de lixo</skos:prefLabel>
    <skos:prefLabel xml:lang="en">waste collection</skos:prefLabel>
    <skos:altLabel xml:lang="es-ES">recogida de basuras</skos:altLabel>
    <skos:broader rdf:resource="urn:acervo:thesaurus:waste"/>
    <skos:related rdf:resource="urn:acervo:thesaurus:recycling"/>
    <skos:broadMatch rdf:resource="urn:acervo:theme:amb.res"/>
  </skos:Concept>
  <skos:Concept rdf:about="urn:acervo:thesaurus:recycling">
    <skos:inScheme rdf:resource="urn:acervo:thesaurus"/>
    <skos:notation>recycling</skos:notation>
    <skos:prefLabel xml:lang="es">reciclaje</skos:prefLabel>
    <skos:prefLabel xml:lang="pt">reciclagem</skos:prefLabel>
    <skos:prefLabel xml:lang="en">recycling</skos:prefLabel>
    <skos:broader rdf:resource="urn:acervo:thesaurus:waste"/>
    <skos:related rdf:resource="urn:acervo:thesaurus:collection"/>
    <skos:broadMatch rdf:resource="urn:acervo:theme:amb.res"/>
  </skos:Concept>
  <skos:Concept rdf:about="urn:acervo:thesaurus:waste">
    <skos:inScheme rdf:resource="urn:acervo:thesaurus"/>
    <skos:notation>waste</skos:notation>
    <skos:prefLabel xml:lang="es">gestión eléctrica</skos:prefLabel>
    <skos:prefLabel xml:lang="pt">gestão elétrica</skos:prefLabel>
    <skos:prefLabel xml:lang="pt-PT">gestão eléctrica</skos:prefLabel>
    <skos:prefLabel xml:lang="en">waste</skos:prefLabel>
    <skos:topConceptOf rdf:resource="urn:acervo:thesaurus"/>
    <skos:broadMatch rdf:resource="urn:acervo:theme:amb"/>
  </skos:Concept>
</rdf:RDF>
"""

RECYCLING = '<skos:prefLabel xml:lang="en">recycling</skos:prefLabel>'
BROADER = """<skos:broader rdf:resource="urn:acervo:thesaurus:waste"/>
    <skos:related rdf:resource="urn:acervo:thesaurus:collection"/>"""

# What is written instead of what, and what is said of it.
BROKEN = [
    ("licenses/by/4.0", "licenses/by-nc/4.0", "the scheme: dct:license"),
    ('<dct:title xml:lang="pt">Tesauro</dct:title>', "", "the scheme: no dct:title in pt"),
    ("2026-11-24", "today", "the scheme: no dct:created"),
    ("<skos:notation>waste<", "<skos:notation>rubbish<", "waste: skos:notation"),
    (":recycling", ":Recycling_", "Recycling_: the id is not short kebab-case"),
    ("thesaurus:recycling", "thesaurus:a-recycling", "a-recycling: stands after collection"),
    (RECYCLING, "", "recycling: 0 prefLabels in en"),
    (RECYCLING, RECYCLING + '<skos:prefLabel xml:lang="en">reuse</skos:prefLabel>', "recycling: 2 prefLabels in en"),
    (RECYCLING, RECYCLING + '<skos:prefLabel xml:lang="es-MX">reuso</skos:prefLabel>', "a prefLabel in 'es-MX'"),
    (RECYCLING, RECYCLING + '<skos:altLabel xml:lang="de">Müll</skos:altLabel>', "the language is none of ours"),
    (RECYCLING, RECYCLING + '<skos:altLabel xml:lang="en">re  use</skos:altLabel>', "with stray spaces"),
    (RECYCLING, RECYCLING + '<skos:altLabel xml:lang="en">cafe\u0301</skos:altLabel>', "Unicode's form NFC"),
    (RECYCLING, RECYCLING + '<skos:altLabel xml:lang="es-MX">Recoleccion de básura</skos:altLabel>',
     "collection has the same label"),
    (RECYCLING, RECYCLING + '<skos:altLabel xml:lang="en">Recycling</skos:altLabel>', "the concept has this label twice"),
    (RECYCLING, RECYCLING + "<skos:example>paper</skos:example>", "recycling: holds"),
    (BROADER, BROADER.replace("waste", "nothing"), "skos:broader to nothing"),
    (BROADER, BROADER.replace("thesaurus:waste", "thesaurus:recycling"), "recycling: lies above itself"),
    (BROADER, BROADER + '<skos:topConceptOf rdf:resource="urn:acervo:thesaurus"/>', "both skos:broader and skos:topConceptOf"),
    (BROADER, BROADER.split("\n")[0], "is not related to collection"),
    (BROADER, BROADER + '<skos:related rdf:resource="urn:acervo:thesaurus:waste"/>', "which lies above it"),
    ('<skos:hasTopConcept rdf:resource="urn:acervo:thesaurus:waste"/>', "", "skos:topConceptOf disagree"),
    ("urn:acervo:theme:amb.res", "urn:acervo:theme:amb.agu", "theme.json has no code 'amb.agu'"),
    ("urn:acervo:theme:amb.res", "urn:acervo:theme:amb", "theme amb.res: 0 concepts"),
    ('<skos:broadMatch rdf:resource="urn:acervo:theme:amb"/>', "", "waste: no theme by skos:broadMatch"),
]


class CheckThesaurus(unittest.TestCase):
    def check(self, text, *options):
        with tempfile.TemporaryDirectory() as folder:
            file, themes = pathlib.Path(folder, "thesaurus.rdf"), pathlib.Path(folder, "theme.json")
            file.write_text(text, "utf-8")
            themes.write_text(json.dumps(THEMES), "utf-8")
            return subprocess.run([sys.executable, CHECK, file, "--themes", themes, "--concepts", "3", *options],
                                  capture_output=True, text=True, check=False)

    def test_a_file_that_keeps_the_rules_passes(self):
        result = self.check(GOOD)
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        self.assertIn("3 concepts, 11 labels (4 es, 4 pt, 3 en), 2 broader, 1 pairs of related, 2 levels; 0 findings",
                      result.stdout)

    def test_each_broken_rule_is_named(self):
        for old, new, finding in BROKEN:
            with self.subTest(finding):
                self.assertIn(old, GOOD)
                result = self.check(GOOD.replace(old, new))
                self.assertEqual(result.returncode, 1, result.stderr)
                self.assertIn(finding, result.stdout)

    def test_too_few_concepts_are_a_finding(self):
        result = self.check(GOOD, "--concepts", "4")
        self.assertEqual(result.returncode, 1)
        self.assertIn("3 concepts, at least 4 wanted", result.stdout)

    def test_what_is_not_xml_cannot_be_checked(self):
        self.assertEqual(self.check(GOOD[:-20]).returncode, 2)


if __name__ == "__main__":
    unittest.main()
