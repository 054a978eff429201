# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of tools/check_sample.py, each broken once in a copy of the sample collection."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BROKEN = "practice-atyra-ciudad-limpia"

# What is done to a practice of Paraguay, and a piece of the finding that tells it.
BREACHES = {
    "no English title": (lambda r: r["title"].pop("en"), "title is missing in en"),
    "no English summary": (lambda r: r["abstract"].pop("en"), "abstract is missing in en"),
    "no text in the language of its country": (lambda r: r["problem"].update(en=r["problem"].pop("es")), "problem is missing in es"),
    "no public source": (lambda r: r["source"].pop("url"), "source has no public address"),
    "an indicator without a source": (lambda r: r["results"][0].pop("source"), "names no source"),
    "an indicator without a number": (lambda r: r["results"][0].update(value="many"), "has no number"),
    "a confirmation nobody gave": (lambda r: r.update(last_confirmed="2026-11"), "nobody has confirmed"),
    "no word that it is unconfirmed": (lambda r: r["note"].pop("pt"), "note is missing in pt"),
    "a band that its population belies": (lambda r: r.update(population_band="p6"), "inhabitants are not p6"),
    "an unknown theme": (lambda r: r["theme"].append("amb.zzz"), "theme has no code"),
    "an empty member": (lambda r: r.update(lessons={"es": ""}), "is empty"),
    "too few of a country": (lambda r: (r.update(country=["AR"]), r["place"][0].update(country="AR")), "1 practices of PY"),
}


class CheckSample(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.corpus = pathlib.Path(self.folder.name) / "corpus"
        for part in ("sample", "vocabularies"):
            shutil.copytree(ROOT / "corpus" / part, self.corpus / part)

    def tearDown(self):
        self.folder.cleanup()

    def run_check(self, *arguments):
        return subprocess.run([sys.executable, ROOT / "tools" / "check_sample.py", "--corpus", self.corpus, *arguments],
                              capture_output=True, text=True)

    def change(self, breach):
        manifest = self.corpus / "sample" / "practices-es.jsonl"
        records = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
        breach(next(record for record in records if record["source_key"] == BROKEN))
        manifest.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")

    def test_the_collection_as_it_stands_has_no_finding(self):
        done = self.run_check()
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_every_breach_is_found(self):
        untouched = (self.corpus / "sample" / "practices-es.jsonl").read_text("utf-8")
        for name, (breach, told) in BREACHES.items():
            with self.subTest(name):
                (self.corpus / "sample" / "practices-es.jsonl").write_text(untouched, "utf-8")
                self.change(breach)
                done = self.run_check()
                self.assertEqual(done.returncode, 1)
                self.assertIn(told, done.stdout)

    def test_fewer_practices_than_wanted_are_told(self):
        self.assertIn("at least 500 wanted", self.run_check("--practices", "500").stdout)


if __name__ == "__main__":
    unittest.main()
