// SPDX-License-Identifier: GPL-3.0-or-later
// What clients in JavaScript make of a real Acervo: citeproc, citation-js, http-link-header, sitemapper, sru-client.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const csl = "/usr/share/citation-style-language";
const installed = existsSync(join(here, "node_modules")) || "npm packages are not installed";
let url, server, data;

before(async () => {
  if (installed !== true) return;
  const program = process.env.ACERVO_PROGRAM;
  data = mkdtempSync(join(tmpdir(), "acervo-conformance-"));
  const ingest = (...what) => execFileSync(program, ["--data", data, "ingest", ...what], { stdio: "pipe" });
  ingest(join(here, "../../corpus/sample"), "--collection", "sample");
  ingest(join(here, "works.jsonl"), "--collection", "works");
  server = spawn(program, ["--data", data, "serve", "--listen", "127.0.0.1:0", "--log", "off"], { stdio: ["ignore", "pipe", "inherit"] });
  url = String(await new Promise((told) => server.stdout.once("data", told))).trim();
});
after(() => {
  server?.kill();
  if (data) rmSync(data, { recursive: true, force: true });
});

const text = async (path, headers = {}) => {
  const answer = await fetch(url + path, { headers });
  assert.equal(answer.status, 200, path);
  return answer.text();
};
const skip = (more = true) => (installed !== true ? { skip: installed } : more !== true ? { skip: more } : {});
const hasStyles = existsSync(join(csl, "styles")) || "Debian's styles are not installed";

const styles = { apa: "apa", chicago: "chicago-author-date", abnt: "associacao-brasileira-de-normas-tecnicas", iso690: "iso690-author-date-es", vancouver: "vancouver" };

function engineOf(CSL, style, items, language) {
  const system = {
    retrieveLocale: (tag) => {
      const file = join(csl, "locales", `locales-${tag}.xml`);
      return existsSync(file) ? readFileSync(file, "utf8") : readFileSync(join(csl, "locales/locales-en-US.xml"), "utf8");
    },
    retrieveItem: (id) => items.get(id),
  };
  const engine = new CSL.Engine(system, style, language, true);
  engine.updateItems([...items.keys()]);
  return engine;
}

test("citeproc renders every record in our five styles, and in Debian's others", skip(hasStyles), async () => {
  const { default: CSL } = await import("citeproc");
  const items = new Map(JSON.parse(await text("search.csl.json")).map((item) => [item.id, item]));
  const render = (name, language) => {
    const engine = engineOf(CSL, readFileSync(join(csl, "styles", `${name}.csl`), "utf8"), items, language);
    const made = engine.makeBibliography();
    if (!made) return 0;
    // 1: the style says nothing of an item of its kind, which is its own affair.
    const own = Object.values(styles).includes(name);
    assert.deepEqual(made[0].bibliography_errors.filter((wrong) => own || wrong.error_code !== 1), [], name);
    if (own) assert.equal(made[1].length, items.size, name);
    for (const entry of made[1]) assert.ok(!/undefined|CSL STYLE ERROR/.test(entry), `${name}: ${entry}`);
    return made[1].length;
  };
  for (const name of Object.values(styles)) for (const language of ["es-ES", "pt-BR", "en-US"]) render(name, language);
  const all = readdirSync(join(csl, "styles")).filter((file) => file.endsWith(".csl") && !readFileSync(join(csl, "styles", file), "utf8").includes('rel="independent-parent"'));
  let rendered = 0;
  for (let i = 0; i < all.length; i += 40) rendered += render(all[i].slice(0, -4), "es-ES") > 0;
  console.log(`citeproc: ${items.size} items in ${Object.keys(styles).length} styles and three languages, and in ${rendered} others`);
});

test("names stand in our references as citeproc writes them", skip(hasStyles), async () => {
  const { default: CSL } = await import("citeproc");
  const items = new Map(JSON.parse(await text("search.csl.json")).map((item) => [item.id, item]));
  const names = (reference) => reference.replace(/<[^>]*>/g, "").replace(/ \[[^\]]*\]/g, "").replace(/&#38;|&amp;/g, "&").replace(/\s+/g, " ").trim().split(/[.,] \(?(?:\d{4}|s\. ?f\.|n\.d\.|s\.d\.)/)[0];
  let same = 0;
  const different = [];
  for (const id of items.keys()) {
    const engine = engineOf(CSL, readFileSync(join(csl, "styles/apa.csl"), "utf8"), new Map([[id, items.get(id)]]), "en-US");
    const theirs = names(engine.makeBibliography()[1][0]);
    const ours = names(JSON.parse(await text(`api/v1/records/${id}/citation?style=apa&lang=en`)).text);
    if (ours === theirs) same += 1;
    else different.push(`${ours} / ${theirs}`);
  }
  console.log(`citeproc: names of ${same} references of ${items.size} are written alike`);
  assert.ok(different.length * 20 <= items.size, different.join("\n"));
});

test("what CSL-JSON says is of the schema's types and words", skip(), async () => {
  const types = new Set("article-journal book motion_picture paper-conference pamphlet report speech document".split(" "));
  const strings = new Set("id title container-title collection-title volume issue page genre event-title event event-place publisher DOI ISBN ISSN URL language keyword abstract".split(" "));
  for (const item of JSON.parse(await text("search.csl.json"))) {
    assert.ok(types.has(item.type), item.type);
    for (const [name, value] of Object.entries(item)) {
      if (["author", "editor", "translator"].includes(name)) {
        for (const person of value) for (const part of Object.keys(person)) assert.ok(["family", "given", "suffix", "dropping-particle", "literal"].includes(part), part);
      } else if (["issued", "event-date"].includes(name)) {
        for (const date of value["date-parts"]) assert.ok(date.length >= 1 && date.length <= 3 && date.every(Number.isInteger));
      } else if (name !== "type") {
        assert.ok(strings.has(name) && typeof value === "string", name);
      }
    }
  }
});

test("citation-js reads our BibTeX and RIS", skip(), async () => {
  const { Cite } = await import("@citation-js/core");
  await import("@citation-js/plugin-bibtex");
  await import("@citation-js/plugin-ris");
  const items = JSON.parse(await text("search.csl.json"));
  const families = (item) => (item.author ?? item.editor ?? []).map((person) => person.family ?? person.literal);
  for (const suffix of ["bib", "ris"]) {
    const read = new Cite(await text(`search.${suffix}`)).data;
    assert.equal(read.length, items.length, suffix);
    for (let i = 0; i < items.length; i += 1) assert.equal(read[i].title, items[i].title, suffix);
    if (suffix === "bib") for (let i = 0; i < items.length; i += 1) assert.deepEqual(families(read[i]), families(items[i]));
  }
  console.log(`citation-js: ${items.length} entries of BibTeX and of RIS`);
});

test("http-link-header reads the typed links of every record", skip(), async () => {
  const { default: LinkHeader } = await import("http-link-header");
  const records = (await text("search.jsonl")).trim().split("\n").map((line) => JSON.parse(line));
  for (const record of records) {
    const answer = await fetch(`${url}records/${record.id}`, { headers: { Accept: "text/html" } });
    const links = LinkHeader.parse(answer.headers.get("link"));
    assert.equal(links.rel("cite-as").length, 1);
    assert.equal(links.rel("linkset").length, 2);
    assert.ok(links.rel("type").length === 2 && links.rel("describedby").length >= 6);
    for (const link of links.rel("describedby")) {
      const described = await fetch(link.uri);
      assert.equal(described.status, 200);
      assert.ok(described.headers.get("content-type").startsWith(link.type), link.uri);
    }
    const set = JSON.parse(await text(`records/${record.id}/linkset.json`)).linkset;
    assert.equal(set[0].item?.length ?? 0, links.rel("item").length);
  }
  console.log(`http-link-header: links of ${records.length} records`);
});

test("sitemapper finds every record", skip(), async () => {
  const { default: Sitemapper } = await import("sitemapper");
  const { sites, errors } = await new Sitemapper({ url: `${url}sitemap.xml`, timeout: 30000, returnErrors: true }).fetch();
  assert.deepEqual(errors ?? [], []);
  const records = (await text("search.jsonl")).trim().split("\n").map((line) => `${url}records/${JSON.parse(line).id}`);
  for (const address of records) assert.ok(sites.includes(address), address);
  console.log(`sitemapper: ${sites.length} addresses`);
});

test("sru-client of the National Library of Finland gets every record", skip(), async () => {
  const { default: module } = await import("@natlibfi/sru-client");
  const createSruClient = module.default ?? module;
  const total = (await text("search.jsonl")).trim().split("\n").length;
  const client = createSruClient({ url: `${url}sru`, recordSchema: "marcxml", version: "1.2", maxRecordsPerRequest: 10, retrieveAll: true });
  let count = 0;
  await new Promise((resolve, reject) => {
    client.searchRetrieve("cql.allRecords=1").on("record", (record) => { assert.match(record, /<leader>/); count += 1; }).on("end", resolve).on("error", reject);
  });
  assert.equal(count, total);
  console.log(`sru-client: ${count} records`);
});
