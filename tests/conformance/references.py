#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""BibTeX and RIS through bibutils and back, with every author as he was; MARCXML through MARC::Lint.

Usage: references.py ACERVO. Ends with 77 (skipped) where a tool is not installed (bibutils, libmarc-lint-perl,
libmarc-xml-perl)."""
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from acervo_server import check, get, served, works

MODS = "{http://www.loc.gov/mods/v3}"
# What MARC::Lint may say of a hundred records.
WARNINGS_A_HUNDRED = 5
LINT = r"""
use MARC::Batch; use MARC::File::XML (BinaryEncoding => 'utf8'); use MARC::Lint;
my $batch = MARC::Batch->new('XML', $ARGV[0]); my $lint = MARC::Lint->new; my $records = 0;
while (my $record = $batch->next) { $records++; $lint->check_record($record);
  print $record->field('001')->data, ': ', $_, "\n" for $lint->warnings; }
print "records $records\n";
"""


def convert(program, text):
    done = subprocess.run([program, "-i", "utf8", "-o", "utf8", "/dev/stdin"], input=text, capture_output=True)
    check(done.returncode == 0, f"{program}: {done.stderr.decode()}")
    return done.stdout


def names_in_mods(text):
    """Of each record its people: (family with particle, given)."""
    lists = []
    for record in ElementTree.fromstring(text).iter(MODS + "mods"):
        people = []
        for name in record.iter(MODS + "name"):  # those of the volume that it is or is in, too
            parts = [(part.get("type"), part.text) for part in name.findall(MODS + "namePart")]
            family = " ".join(text for kind, text in parts if kind == "family")
            given = " ".join(text for kind, text in parts if kind == "given")
            other = " ".join(text for kind, text in parts if kind not in ("family", "given"))
            people.append((family or other, given, other if family else ""))
        lists.append(people)
    return lists


# What bibutils has to make of each name, particles and surnames where they belong.
PEOPLE = {
    "paper": [("da Silva Júnior", "José Carlos"), ("dos Santos", "Maria Aparecida"), ("García Márquez", "Gabriel")],
    "article": [("Gómez Ruiz", "María del Carmen"), ("Salinas de Gortari", "Carlos"), ("Ortega y Gasset", "José"),
                ("de la Madrid Hurtado", "Miguel")],
    "proceedings": [("Pineda Guadarrama", "Juan de Dios")],
    "slides": [("Brown", "James Robert")],
    "practice": [("Municipalidad de Peñalolén", "")],
    "family": [("Batista Neto", "João"), ("Castelo Branco", "Humberto de Alencar"), ("Vieira Filho", "Carlos Alberto"),
               ("Gonzaga Sobrinho", "Luiz")],
}


def plain(people):
    """Particles before the surname or behind the given name are the same person; ris2xml keeps a comma of RIS's suffixes."""
    found = []
    for family, given, *_ in people:
        if not given and family.count(", ") == 1:  # of an editor in RIS it makes one part
            family, given = family.split(", ")
        words = (given.rstrip(",") + " " + family).split()
        found.append(" ".join(words))
    return found


def check_bibutils(url, records):
    check(records.keys() == PEOPLE.keys(), f"records: {sorted(records)}")
    for suffix, reader in (("bib", "bib2xml"), ("ris", "ris2xml")):
        for key, record in records.items():
            text = get(f"{url}records/{record['id']}.{suffix}")
            got = names_in_mods(convert(reader, text))
            check(len(got) == 1, f"{suffix} of {key}: {len(got)} records")
            people = [one for one in got[0] if one[0]]
            wanted = plain(PEOPLE[key])
            check(plain(people)[: len(wanted)] == wanted, f"{suffix} of {key}: {people}")
            if suffix == "ris" and key == "proceedings":
                continue  # ris2xml takes the editor of a volume for one word, and xml2bib leaves such a name out
            # And back: what xml2bib writes is read as the same people.
            again = names_in_mods(convert("bib2xml", convert("xml2bib", convert(reader, text))))
            # xml2bib writes "Jr." behind the surname without a comma, where it is a word of it.
            back = [(family.removesuffix(" Jr."), given) for family, given, *_ in again[0]]
            check(plain(back)[: len(wanted)] == wanted, f"{suffix} of {key}, there and back: {again}")
        whole = get(f"{url}search.{suffix}")
        count = len(names_in_mods(convert(reader, whole)))
        total = len(get(url + "search.jsonl").splitlines())
        check(count == total, f"search.{suffix}: bibutils reads {count} of {total}")
        print(f"bibutils {reader}: {count} records; names of {len(records)} there and back")


def check_lint(url):
    import tempfile
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(get(url + "search.marc.xml"))
        file.flush()
        done = subprocess.run(["perl", "-e", LINT, file.name], capture_output=True, text=True)
    check(done.returncode == 0, "MARC::Lint: " + done.stderr)
    lines = done.stdout.splitlines()
    records = int(re.fullmatch(r"records (\d+)", lines[-1])[1])
    for line in lines[:-1]:
        print("MARC::Lint:", line)
    check((len(lines) - 1) * 100 <= WARNINGS_A_HUNDRED * records, f"{len(lines) - 1} warnings of {records} records")
    print(f"MARC::Lint: {records} records, {len(lines) - 1} warnings")


def main():
    for module in ("MARC::Lint", "MARC::File::XML"):
        if not shutil.which("bib2xml") or subprocess.run(["perl", f"-M{module}", "-e1"], stderr=subprocess.DEVNULL).returncode:
            print(f"skipped: bibutils, libmarc-lint-perl or libmarc-xml-perl is not installed")
            return 77
    with served(sys.argv[1]) as url:
        check_bibutils(url, works(url))
        check_lint(url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
