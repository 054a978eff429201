# SPDX-License-Identifier: GPL-3.0-or-later
"""Data folders for the judged sets: made once, and made anew when the program or the texts have changed."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ACERVO_SHARED", ROOT.parent / "shared")) / "data"
SAMPLE = ROOT / "corpus/sample"
PARTICIPEDIA = SHARED / "participedia/participedia-2016.dev.jsonl"
LANGUAGES = ("es", "pt", "en")


def say(text):
    print(text, file=sys.stderr, flush=True)


def json_lines(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(files):
    sums = hashlib.sha256()
    for file in sorted(files):
        sums.update(file.name.encode() + b"\0" + file.read_bytes())
    return sums.hexdigest()


class Data:
    """Where the data folders stand, and the program that fills them."""

    def __init__(self, program, home, translate=False):
        self.program, self.home, self.translate = program, home, translate
        self.commands = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout

    def acervo(self, folder, *arguments):
        """@returns whether the command did it."""
        done = subprocess.run([self.program, "--data", folder, *arguments], capture_output=True, text=True)
        if done.returncode:
            say(f"acervo {' '.join(map(str, arguments))}: {done.stderr.strip() or done.stdout.strip()}")
        return done.returncode == 0

    def dictionaries(self, version):
        """Tables of translations, built once for all sets; without them every word is searched for as it is typed."""
        folder = self.home / "dictionaries"
        stamp = folder / "stamp"
        if "\n  dict " not in self.commands:
            return None
        if not stamp.exists() or stamp.read_text() != version:
            say("building the dictionaries")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            if not self.acervo(folder, "dict", "build"):
                return None
            stamp.write_text(version)
        return folder / "dict"

    def ready(self, name, sources, version):
        """The folder of a set: `sources` are what is ingested, a manifest may be a function that writes it."""
        folder = self.home / (name + ("-translated" if self.translate else ""))
        stamp = folder / "stamp"
        version += digest([pathlib.Path(self.program)])
        tables = self.dictionaries(digest([pathlib.Path(self.program)]))
        if stamp.exists() and stamp.read_text() == version:
            return folder
        say(f"ingesting {name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if tables:
            (folder / "dict").symlink_to(os.path.relpath(tables, folder))
        for source in sources:
            path = source(folder) if callable(source) else source
            if not self.acervo(folder, "ingest", path, "--jobs", "2"):
                sys.exit(f"{name} could not be ingested")
        if self.translate and not self.acervo(folder, "index", "--translate"):
            sys.exit(f"{name} could not be translated")
        stamp.write_text(version)
        return folder

    def local_government(self):
        """The sample collection, and participedia where it is at hand. @returns the folder and the keys in it."""
        def converted(folder):
            manifest = folder / "participedia.jsonl"
            subprocess.run([sys.executable, ROOT / "tools/convert/participedia.py", PARTICIPEDIA, manifest], check=True)
            return manifest

        sources, files = [SAMPLE], [file for file in SAMPLE.rglob("*") if file.is_file()]
        keys = {record["source_key"] for file in SAMPLE.glob("*.jsonl") for record in json_lines(file)}
        if PARTICIPEDIA.exists():
            sources.append(converted)
            files += [PARTICIPEDIA, ROOT / "tools/convert/participedia.py"]
            keys |= {f"participedia-{entry['id']}" for entry in json_lines(PARTICIPEDIA)}
        else:
            say(f"{PARTICIPEDIA} is not here (set ACERVO_SHARED): only the sample collection and its judgements are used")
        return self.ready("local-government", sources, digest(files)), keys

    def retrieval(self, name):
        """A collection of data/retrieval, its three languages in one folder, one record a document."""
        source = SHARED / "retrieval" / name

        def manifest(folder):
            path = folder / f"{name}.jsonl"
            with open(path, "w", encoding="utf-8") as out:
                for language in LANGUAGES:
                    for document in json_lines(source / f"docs.{language}.jsonl"):
                        # These texts have no title; one must be given, and the key adds no word to be found.
                        record = {"source_key": document["id"], "kind": "other", "title": {language: document["id"]},
                                  "language": [language], "text": {language: document["text"]}}
                        out.write(json.dumps(record, ensure_ascii=False) + "\n")
            return path

        return self.ready(name, [manifest], digest(source.glob("docs.*.jsonl")))


def retrieval_sets():
    folder = SHARED / "retrieval"
    return sorted(path.parent.name for path in folder.glob("*/qrels.tsv")) if folder.is_dir() else []
