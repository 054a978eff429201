# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Acervo for a test: the sample collection and works.jsonl, on a free port."""
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "..", "..", "corpus", "sample")


def run(program, data, *arguments):
    done = subprocess.run([program, "--data", data, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"acervo {' '.join(arguments)} ends with {done.returncode}: {done.stderr}")
    return done.stdout


@contextlib.contextmanager
def served(program):
    """The address of the server, with a slash at its end."""
    with tempfile.TemporaryDirectory() as data:
        run(program, data, "ingest", SAMPLE, "--collection", "sample")
        run(program, data, "ingest", os.path.join(HERE, "works.jsonl"), "--collection", "works")
        server = subprocess.Popen([program, "--data", data, "serve", "--listen", "127.0.0.1:0", "--log", "off"],
                                  stdout=subprocess.PIPE, text=True)
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
            server.wait()


def get(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        return answer.read()


def works(url):
    """The records of works.jsonl by their source keys, as the interface gives them."""
    found = [json.loads(line) for line in get(url + "search.jsonl").decode().splitlines()]
    return {record["source_key"]: record for record in found if record["collection"] == "works"}


def check(condition, what):
    if not condition:
        sys.exit("WRONG: " + what)
