#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON-LD of every page as extruct reads it, feeds as feedparser, XML::Feed and WWW::OpenSearch do.

Usage: open_web.py ACERVO. Ends with 77 (skipped) where a reader is not installed (python3-extruct, python3-feedparser,
libxml-feed-perl, libwww-opensearch-perl)."""
import json
import subprocess
import sys
from urllib.parse import quote

from acervo_server import check, get, served

KINDS = {"paper": "ScholarlyArticle", "proceedings": "Book", "presentation": "PresentationDigitalDocument",
         "practice": "CreativeWork", "report": "Report", "guide": "Guide"}
OPENSEARCH = """
use WWW::OpenSearch; my $engine = WWW::OpenSearch->new($ARGV[0] . 'opensearch.xml');
my $words = $ARGV[1]; utf8::downgrade($words); my $answer = $engine->search($words); my ($pages, $entries) = (0, 0);
my $total = $answer->pager->total_entries;
while ($answer) { $pages++; $entries += scalar($answer->feed->entries); last if $pages > 50; $answer = $answer->next_page; }
print "$total $entries $pages\n";
"""
FEED = "use XML::Feed; my $f = XML::Feed->parse(URI->new($ARGV[0])) or die XML::Feed->errstr; print scalar($f->entries);"


def perl(script, *arguments):
    done = subprocess.run(["perl", "-CA", "-MURI", "-e", script, *arguments], capture_output=True, text=True)
    check(done.returncode == 0, done.stderr)
    return done.stdout.strip()


def check_pages(url, extruct):
    records = [json.loads(line) for line in get(url + "search.jsonl").decode().splitlines()]
    for record in records:
        page = get(f"{url}records/{record['id']}", Accept="text/html").decode()
        found = extruct.extract(page, base_url=url, syntaxes=["json-ld"])["json-ld"]
        check(len(found) == 1, f"{record['id']}: {len(found)} blocks of JSON-LD")
        wanted = KINDS.get(record["kind"])
        check(not wanted or found[0]["@type"] == wanted, f"{record['id']}: {found[0]['@type']} of {record['kind']}")
        check(found[0]["name"] in record["title"].values(), f"{record['id']}: {found[0]['name']}")
        check('name="citation_title"' in page, f"{record['id']}: no citation_title")
    for event in json.loads(get(url + "api/v1/events"))["series"]:
        page = get(f"{url}events/{event['id']}", Accept="text/html").decode()
        found = extruct.extract(page, base_url=url, syntaxes=["json-ld"])["json-ld"]
        check(found and found[0]["@type"] == "EventSeries", f"{event['id']}: no event")
    print(f"extruct: JSON-LD of {len(records)} pages")
    return len(records)


def main():
    try:
        import extruct
        import feedparser
    except ImportError as missing:
        print(f"skipped: {missing}")
        return 77
    for module in ("XML::Feed", "WWW::OpenSearch"):
        if subprocess.run(["perl", f"-M{module}", "-e1"], stderr=subprocess.DEVNULL).returncode:
            print(f"skipped: {module} is not installed")
            return 77
    with served(sys.argv[1]) as url:
        total = check_pages(url, extruct)
        feed = feedparser.parse(get(url + "search.atom?count=all"))
        check(not feed.bozo, f"feedparser: {feed.get('bozo_exception')}")
        check(len(feed.entries) == total, f"feedparser: {len(feed.entries)} entries of {total}")
        check(int(feed.feed.opensearch_totalresults) == total, "opensearch:totalResults")
        print(f"feedparser: {len(feed.entries)} entries, not bozo")
        entries = int(perl(FEED, url + "search.atom?count=all"))
        check(entries == total, f"XML::Feed: {entries} entries")
        words = "gestión local"
        wanted = len(get(url + "search.jsonl?q=" + quote(words)).splitlines())
        counted, followed, pages = map(int, perl(OPENSEARCH, url, words).split())
        check(counted == wanted and followed == wanted, f"WWW::OpenSearch: {counted}, {followed} of {wanted}")
        print(f"XML::Feed: {entries} entries; WWW::OpenSearch: {followed} entries on {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
