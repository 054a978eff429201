#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bags that we write are valid for our own reader and, where it is installed, for the Library of Congress's bagit-python;
archives of items that we write, we take in again, and write once more as they were.

Usage: packages.py ACERVO."""
import os
import subprocess
import sys
import tempfile

from acervo_server import HERE, SAMPLE, check, run


def items_of(folder):
    """What the items of an archive say, whatever the catalogue calls them."""
    found = []
    for item in os.listdir(folder):
        files = {}
        for name in os.listdir(os.path.join(folder, item)):
            with open(os.path.join(folder, item, name), "rb") as file:
                files[name] = file.read()
        found.append(sorted(files.items()))
    return sorted(found)


def main():
    acervo = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        data, other, third = (os.path.join(work, name) for name in ("data", "other", "third"))
        run(acervo, data, "ingest", SAMPLE, "--collection", "sample")
        run(acervo, data, "ingest", os.path.join(HERE, "works.jsonl"), "--collection", "works")
        records = len(run(acervo, data, "export").splitlines())

        bag = os.path.join(work, "bag")
        run(acervo, data, "export", "--format", "bagit", "--out", bag)
        try:
            import bagit
            bagit.Bag(bag).validate(processes=1)
            print(f"bagit-python {getattr(bagit, 'VERSION', '')}: valid")
        except ImportError:
            print("bagit-python is not installed: our own reader alone has judged the bag")
        run(acervo, other, "ingest", bag)
        check(len(run(acervo, other, "export").splitlines()) == records, "the bag has not come in whole")
        again = subprocess.run([acervo, "--data", data, "export", "--format", "bagit", "--out", bag], capture_output=True)
        check(again.returncode != 0, "a folder with something in it was written into")

        saf, second = os.path.join(work, "saf"), os.path.join(work, "saf2")
        run(acervo, data, "export", "--format", "saf", "--out", saf)
        run(acervo, third, "ingest", saf)
        run(acervo, third, "export", "--format", "saf", "--out", second)
        first, then = items_of(saf), items_of(second)
        check(len(first) == records, f"{len(first)} items of {records} records")
        different = [one for one in first if one not in then]
        for one in different[:3]:
            print(dict(one).get("dublin_core.xml", b"").decode())
        check(not different, f"{len(different)} items of {len(first)} come out otherwise than they went in")
        print(f"{records} records in a bag and in an archive of items, there and back")
    return 0


if __name__ == "__main__":
    sys.exit(main())
