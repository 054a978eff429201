#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""SRU asked by yaz-client and Catmandu: as many records as the interface finds.

Usage: sru.py ACERVO. Ends with 77 (skipped) where a client is not installed (yaz, libcatmandu-sru-perl)."""
import json
import re
import shutil
import subprocess
import sys

from acervo_server import check, get, served

QUERIES = {"cql.allRecords=1": "", "dc.type = practice": "kind=practice", "dc.coverage = MX": "country=MX",
           "dc.date within \"2024 2026\"": "year=2024..2026",
           "dc.type = practice not dc.coverage = MX": "kind=practice&not.country=MX"}


def yaz(url, *commands):
    script = "\n".join(["sru get 1.2", f"open {url}", *commands, "quit", ""])
    done = subprocess.run(["yaz-client"], input=script, capture_output=True, text=True, timeout=120)
    return done.stdout


def main():
    missing = [package for program, package in {"yaz-client": "yaz", "catmandu": "libcatmandu-sru-perl"}.items()
               if not shutil.which(program)]
    if missing or subprocess.run(["perl", "-MCatmandu::Importer::SRU", "-e1"], stderr=subprocess.DEVNULL).returncode:
        print(f"skipped: {', '.join(missing) or 'libcatmandu-sru-perl'} not installed")
        return 77
    with served(sys.argv[1]) as url:
        for cql, query in QUERIES.items():
            wanted = len(get(url + "search.jsonl?" + query).splitlines())
            text = yaz(url + "sru", "querytype cql", "schema marcxml", f"find {cql}", "show 1+3")
            hits = re.search(r"Number of hits: (\d+)", text)
            check(hits and int(hits[1]) == wanted, f"yaz-client, {cql}: {text[-800:]}")
            check("<leader>" in text, f"yaz-client, {cql}: no record")
            got = 0
            for schema in ("dc", "marcxml", "mods"):
                done = subprocess.run(["catmandu", "convert", "SRU", "--base", url + "sru", "--query", cql,
                                       "--recordSchema", schema, "--limit", "7", "to", "JSON"], capture_output=True, text=True)
                check(done.returncode == 0, f"catmandu, {schema}: {done.stderr}")
                got = len(json.loads(done.stdout))
                check(got == wanted, f"catmandu, {cql}, {schema}: {got} records of {wanted}")
            print(f"{cql}: {hits[1]} by yaz-client, {got} by Catmandu in each schema")
        scan = yaz(url + "sru", "scan dc.creator=a")
        check("diagnostic" not in scan.lower(), f"yaz-client, scan: {scan}")
        broken = yaz(url + "sru", "querytype cql", "find dc.nothing = a")
        check("Unsupported index" in broken, f"yaz-client: {broken}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
