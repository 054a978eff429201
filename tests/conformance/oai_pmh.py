#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Harvests a real server with HTTP::OAI (oai_pmh) and Catmandu: what they get is what the catalogue has, deletions
included, while records are taken in and batches are taken back.

Usage: oai_pmh.py ACERVO. Ends with 77 (skipped) where the clients are not installed (libhttp-oai-perl,
libcatmandu-oai-perl)."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading

ACERVO = sys.argv[1]
CLIENTS = {"oai_pmh": "libhttp-oai-perl", "catmandu": "libcatmandu-oai-perl"}


def acervo(data, *arguments):
    done = subprocess.run([ACERVO, *arguments, "--data", data], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"acervo {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def take_in(data, folder, name, first, count):
    """One batch of records; its id."""
    path = os.path.join(folder, name + ".jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for number in range(first, first + count):
            kind = ("paper", "report", "practice")[number % 3]
            record = {"source_key": f"r{number}", "kind": kind, "language": ["pt"], "country": ["BR"],
                      "title": {"pt": f"Gestão <da> água & \"resíduos\" {number}"}, "theme": ["amb.res"],
                      "creators": [{"name": "Núñez, Ana"}], "issued": "2024"}
            if kind == "practice":
                record["problem"] = {"pt": "Faltava água."}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return json.loads(acervo(data, "ingest", path, "--json", "--no-index"))["batch"]


def in_catalogue(data):
    """Ids of all records, and of those that were withdrawn."""
    with sqlite3.connect(f"file:{data}/catalogue.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT id, withdrawn FROM records JOIN versions USING (sequence)").fetchall()
    return {row[0] for row in rows}, {row[0] for row in rows if row[1]}


def by_oai_pmh(url):
    # It prints characters as it finds them, in more than one encoding: the headers are ASCII.
    text = subprocess.run(["oai_pmh", url], capture_output=True, encoding="latin-1", check=True).stdout
    heads = [dict(re.findall(r"^(identifier|status): (.*)$", part, re.M)) for part in text.split("\f") if part.strip()]
    return [(head["identifier"], head.get("status") == "deleted") for head in heads]


def by_catmandu(url, *options):
    text = subprocess.run(["catmandu", "convert", "OAI", "--url", url, *options, "to", "JSON"], capture_output=True,
                          text=True, check=True).stdout
    return [(record["_identifier"], record.get("_status") == "deleted") for record in json.loads(text)]


def ids(harvested):
    names = [identifier.rsplit(":", 1)[1] for identifier, _ in harvested]
    assert len(names) == len(set(names)), "a record came twice in one list"
    return set(names), {name for name, (_, deleted) in zip(names, harvested) if deleted}


HARVESTS = {
    "oai_pmh": by_oai_pmh,
    "catmandu": by_catmandu,
    "catmandu, marcxml": lambda url: by_catmandu(url, "--metadataPrefix", "marcxml", "--handler", "marcxml"),
    "catmandu, oai_openaire": lambda url: by_catmandu(url, "--metadataPrefix", "oai_openaire", "--handler", "raw"),
    "catmandu, mods": lambda url: by_catmandu(url, "--metadataPrefix", "mods", "--handler", "raw"),
}


def compare_at_rest(data, url):
    everything, withdrawn = in_catalogue(data)
    for name, harvest in HARVESTS.items():
        got, deleted = ids(harvest(url))
        assert got == everything, f"{name}: {len(got)} records of {len(everything)}"
        assert deleted == withdrawn, f"{name}: {len(deleted)} deletions of {len(withdrawn)}"
        print(f"{name}: {len(got)} records, {len(deleted)} of them deleted")


def compare_under_ingest(data, folder, url):
    over = threading.Event()

    def ingest():
        first = 10000
        while not over.is_set():
            batch = take_in(data, folder, f"more-{first}", first, 60)
            if first % 3 == 0:
                acervo(data, "batch", "revert", batch)
            take_in(data, folder, f"again-{first}", first % 300, 40)  # changes nothing, or puts back what was withdrawn
            first += 61

    thread = threading.Thread(target=ingest)
    thread.start()
    try:
        for name in ("oai_pmh", "catmandu"):
            before, _ = in_catalogue(data)
            got, _ = ids(HARVESTS[name](url))
            after, _ = in_catalogue(data)
            assert before <= got, f"{name}: {len(before - got)} records are missing that were there at the start"
            assert got <= after, f"{name}: records that do not exist"
            print(f"{name}, under ingest: {len(got)} records; {len(before)} before, {len(after)} after")
    finally:
        over.set()
        thread.join()


def main():
    missing = [package for program, package in CLIENTS.items() if not shutil.which(program)]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        take_in(data, folder, "first", 0, 320)
        acervo(data, "batch", "revert", take_in(data, folder, "mistake", 1000, 30))
        server = subprocess.Popen([ACERVO, "serve", "--listen", "127.0.0.1:0", "--log", "off", "--data", data],
                                  stdout=subprocess.PIPE, text=True)
        try:
            url = server.stdout.readline().strip() + "oai"
            compare_at_rest(data, url)
            compare_under_ingest(data, folder, url)
            compare_at_rest(data, url)
        finally:
            server.terminate()
            server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
