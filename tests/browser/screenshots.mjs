// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the README's pictures from the sample collection: node tests/browser/screenshots.mjs
import { mkdirSync } from "node:fs";
import { openBrowser, openHouse } from "./house.mjs";

const folder = new URL("screenshots/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
const house = await openHouse();
const browser = await openBrowser();

async function take(name, width, height, path, colorScheme = "light") {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(house.url + path);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}

const found = await (await fetch(`${house.url}/api/v1/search?q=Curitiba&kind=practice&page_size=1`)).json();
await take("results", 1280, 860, "/search?q=" + encodeURIComponent("gestão de resíduos") + "&lang=pt");
await take("practice", 1280, 860, `/records/${found.hits[0].id}?lang=pt`);
await take("results-390", 390, 860, "/search?q=presupuesto+participativo&lang=es", "dark");
await browser.close();
await house.close();
