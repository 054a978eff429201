#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the manifests of the sample collection (corpus/sample/*.jsonl): form, codes, notes, dates, files and sizes.

Exit status: 0 when all is well, 1 with one line per finding, 2 when it cannot run.
"""

import argparse
import collections
import json
import pathlib
import re
import sys

LANGUAGES = ("es", "pt", "en")
REQUIRED = ("source_key", "kind", "title", "language", "theme", "axis", "rights", "note")
REQUIRED_OF_A_PRACTICE = ("source", "abstract", "problem", "solution", "actors", "place", "country", "sdg", "government_level",
                          "evidence_level", "publisher")
# Member -> vocabulary file. A member may be one code or a list of codes.
CODED = {"kind": "kind", "theme": "theme", "axis": "axis", "sdg": "sdg", "government_level": "level",
         "population_band": "population", "stage": "stage", "status": "status", "participation": "participation",
         "competence": "competence", "beneficiaries": "beneficiaries", "evidence_level": "evidence"}
LANGUAGE_MAPS = ("title", "abstract", "problem", "objectives", "solution", "process", "legal_basis", "results_note",
                 "sustainability", "lessons", "what_failed", "conditions", "capabilities", "staff_note", "note")
BANDS = ((5_000, "p1"), (20_000, "p2"), (50_000, "p3"), (250_000, "p4"), (1_000_000, "p5"))
IBERO_AMERICA = "AD AR BO BR CL CO CR CU DO EC ES GT HN MX NI PA PE PT PY SV UY VE".split()
OF_A_COUNTRY = {"BR": "pt", "PT": "pt"}  # Elsewhere Spanish.
WITHOUT_A_RECORD = {"declaration", "recording"}  # Kinds of which the collection shows no example.
ONE_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"{ONE_DATE}(/{ONE_DATE})?")
BCP47 = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def codes_of(concepts):
    """The codes of a vocabulary file, those of narrower concepts included."""
    for concept in concepts:
        if "code" in concept:
            yield concept["code"]
        yield from codes_of(concept.get("narrower", []) + concept.get("children", []))


def listed(value):
    return value if isinstance(value, list) else [value]


def strings(value, path=""):
    """Every string of a JSON value with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from strings(inner, f"{path}[{position}]")


def empties(value, path=""):
    """Paths of members that say nothing: "", [], {} and null."""
    if value is None or value == "" or value == [] or value == {} or (isinstance(value, str) and not value.strip()):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from empties(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from empties(inner, f"{path}[{position}]")


def band(inhabitants):
    return next((code for limit, code in BANDS if inhabitants < limit), "p6")


class Checker:
    def __init__(self, corpus):
        self.sample = corpus / "sample"
        self.findings = []
        self.codes = {}
        for name in set(CODED.values()) | {"actor", "support", "transferability", "access"}:
            file = corpus / "vocabularies" / f"{name}.json"
            if file.is_file():
                self.codes[name] = set(codes_of(json.loads(file.read_text("utf-8"))["concepts"]))
        self.keys = {}
        self.kinds = collections.Counter()
        self.countries = collections.Counter()
        self.languages = collections.Counter()
        self.themes = collections.Counter()
        self.texts = collections.defaultdict(list)
        self.records = 0

    def say(self, where, what):
        self.findings.append(f"{where}: {what}")

    def coded(self, where, vocabulary, values):
        known = self.codes.get(vocabulary)
        for value in listed(values):
            if known is not None and str(value) not in known:
                self.say(where, f"{vocabulary} has no code {value!r}")

    def file(self, path):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            if not line.strip():
                self.say(where, "empty line")
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                self.say(where, f"not JSON: {error}")
                continue
            if not isinstance(record, dict):
                self.say(where, "a line is one JSON object")
                continue
            self.record(f"{where} ({record.get('source_key', 'no source_key')})", record)

    def record(self, where, record):
        self.records += 1
        key = record.get("source_key")
        if key in self.keys:
            self.say(where, f"source_key also at {self.keys[key]}")
        self.keys[key] = where
        self.kinds[record.get("kind")] += 1
        practice = record.get("kind") == "practice"
        for member in REQUIRED + (REQUIRED_OF_A_PRACTICE if practice else ()):
            if member not in record:
                self.say(where, f"no {member}")
        for path in empties(record):
            # A programme may list no themes: those of its event were not published.
            if practice or path not in ("theme", "axis"):
                self.say(where, f"{path} is empty")
        for member, vocabulary in CODED.items():
            if member in record:
                self.coded(f"{where} {member}", vocabulary, record[member])
        self.language_maps(where, record)
        self.dates(where, record)
        for path, text in strings(record):
            if text != text.strip() or "  " in text:
                self.say(where, f"{path} has stray spaces")
        # Our own documents name their authors instead of a source.
        if not record.get("source", {}).get("name") and (practice or "creators" not in record):
            self.say(where, "source has no name")
        if "licence" not in record.get("rights", {}):
            self.say(where, "rights have no licence")
        for language in LANGUAGES:
            if language not in record.get("note", {}):
                self.say(where, f"note is missing in {language}")
        if "last_confirmed" in record:
            self.say(where, "nobody has confirmed a record of the demonstration collection")
        if "file" in record and not (self.sample / record["file"]).is_file():
            self.say(where, f"file {record['file']} does not exist")
        if practice:
            self.practice(where, record)

    def language_maps(self, where, record):
        for tag in listed(record.get("language", [])):
            self.languages[tag] += 1
            if not BCP47.fullmatch(tag):
                self.say(where, f"language {tag!r} is not a BCP 47 tag")
        for member in LANGUAGE_MAPS:
            value = record.get(member, {})
            if not isinstance(value, dict):
                self.say(where, f"{member} is not a language map")
                continue
            for tag in value:
                if not BCP47.fullmatch(tag):
                    self.say(where, f"{member} has the language {tag!r}")
            if member in ("problem", "solution"):
                for text in value.values():
                    self.texts[text].append(where)

    def dates(self, where, record):
        found = [("issued", record.get("issued")), ("start", record.get("start")), ("end", record.get("end"))]
        for member in ("milestones", "results", "adoptions"):
            for position, item in enumerate(record.get(member, [])):
                found += [(f"{member}[{position}].{name}", item.get(name)) for name in ("date", "baseline_date")]
        for path, date in found:
            if date is not None and not EDTF.fullmatch(str(date)):
                self.say(where, f"{path} {date!r} is not an EDTF date")
        if record.get("start") and record.get("end") and record["start"][:4] > record["end"][:4]:
            self.say(where, "it ends before it starts")

    def practice(self, where, record):
        for country in listed(record.get("country", [])):
            self.countries[country] += 1
            if not re.fullmatch(r"[A-Z]{2}", country):
                self.say(where, f"country {country!r} is not an ISO 3166-1 alpha-2 code")
        for place in record.get("place", []):
            if place.get("country") not in record.get("country", []):
                self.say(where, f"{place.get('name')} lies in a country the record does not name")
            if ("lat" in place) != ("lon" in place):
                self.say(where, f"{place.get('name')} has half a coordinate")
            if "lat" in place and not (-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180):
                self.say(where, f"{place.get('name')} lies off the map")
            if "population" in place and band(place["population"]) != record.get("population_band"):
                self.say(where, f"{place['population']} inhabitants are not {record.get('population_band')}")
        if not re.fullmatch(r"https?://\S+", record.get("source", {}).get("url", "")):
            self.say(where, "source has no public address")
        for language in {"en"} | {OF_A_COUNTRY.get(country, "es") for country in record.get("country", [])}:
            for member in ("title", "abstract") + (("problem", "solution") if language != "en" else ()):
                if language not in record.get(member, {}):
                    self.say(where, f"{member} is missing in {language}")
        for actor in record.get("actors", []):
            self.coded(f"{where} actors", "actor", actor.get("type"))
            if "support" in actor:
                self.coded(f"{where} actors", "support", actor["support"])
        for indicator in record.get("results", []):
            name = next(iter(indicator.get("name", {"": "?"}).values()))
            if not indicator.get("source"):
                self.say(where, f"the result {name!r} names no source")
            if not isinstance(indicator.get("value"), (int, float)):
                self.say(where, f"the result {name!r} has no number")
        self.themes.update({theme.split(".")[0] for theme in listed(record.get("theme", []))})
        if not any("." in theme for theme in listed(record.get("theme", []))):
            self.say(where, "no theme of the second level")
        if record.get("evidence_level", 0) >= 3 and "evaluation" not in record:
            self.say(where, "evidence of level 3 or more without an evaluation")
        for name in record.get("transferability", {}):
            self.coded(f"{where} transferability", "transferability", name)
        for award in record.get("awards", []):
            if not award.get("name") or not award.get("source"):
                self.say(where, "an award without a name or a source")
        for lost in ("adoptions", "funding"):
            for item in record.get(lost, []):
                if not item.get("source"):
                    self.say(where, f"{lost} without a source")
        if "cost" in record and {"setup", "yearly"} & set(record["cost"]) and "currency" not in record["cost"]:
            self.say(where, "a cost without a currency")

    def whole(self, arguments):
        for text, places in self.texts.items():
            if len(places) > 1:
                self.say(places[0], f"the same text as {places[1]}: {text[:40]}...")
        for kind in sorted(self.codes.get("kind", set()) - set(self.kinds) - WITHOUT_A_RECORD):
            self.say(str(self.sample), f"no record of the kind {kind}")
        for language in LANGUAGES:
            if not self.languages[language]:
                self.say(str(self.sample), f"no record in {language}")
        for country in IBERO_AMERICA:
            if self.countries[country] < arguments.each:
                self.say(str(self.sample), f"{self.countries[country]} practices of {country}, at least {arguments.each} wanted")
        for name, found, wanted in (("records", self.records, arguments.records),
                                    ("practices", self.kinds["practice"], arguments.practices),
                                    ("first-level themes of practices", len(self.themes), arguments.themes)):
            if found < wanted:
                self.say(str(self.sample), f"{found} {name}, at least {wanted} wanted")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--corpus", type=pathlib.Path, default=root / "corpus", help="folder with sample/ and vocabularies/")
    parser.add_argument("--records", type=int, default=110)
    parser.add_argument("--practices", type=int, default=80)
    parser.add_argument("--each", type=int, default=2, help="practices wanted of each Ibero-American country")
    parser.add_argument("--themes", type=int, default=16)
    arguments = parser.parse_args()
    manifests = sorted((arguments.corpus / "sample").glob("*.jsonl"))
    if not manifests:
        print(f"no manifest in {arguments.corpus / 'sample'}", file=sys.stderr)
        return 2
    checker = Checker(arguments.corpus)
    for manifest in manifests:
        checker.file(manifest)
    checker.whole(arguments)
    for finding in checker.findings:
        print(finding)
    kinds = ", ".join(f"{count} {kind}" for kind, count in checker.kinds.most_common())
    print(f"{checker.records} records in {len(manifests)} manifests ({kinds}); practices from {len(checker.countries)} "
          f"countries; {len(checker.findings)} findings")
    return 1 if checker.findings else 0


if __name__ == "__main__":
    sys.exit(main())
