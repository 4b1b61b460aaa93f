// Walks through the workbench in Chromium as readers do, and fails at the first thing that is not
// as it should be.
//
//     node browser/walk.mjs path/to/restated [--screenshots docs/screenshots]
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { attacks } from "./attacks.mjs";
import { accessible } from "./accessible.mjs";
import { report, serve } from "./server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [restated, flag, screenshots] = process.argv.slice(2);
assert(restated, "name the restated program to walk through");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

async function step(name, walk) {
  const began = Date.now();
  await walk();
  console.log(`  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** Keeps how a page looks in both themes, where that is asked for. */
async function photograph(page, name, look) {
  if (flag !== "--screenshots" || !["light", "dark"].includes(look.name)) return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}-${look.name}.jpg`), type: "jpeg", quality: 60 });
}

/** Opens a page that fails the walk if a script fails in it. */
async function open(address, options = {}) {
  const context = await browser.newContext({ baseURL: address, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return { page, close: async () => { assert.deepEqual(errors, []); await context.close(); } };
}

/** home → story → matrix cell → sentence → side by side → review → reload → export */
async function walk(page, scripted) {
  await page.goto("/");
  await page.locator(".stories a").first().click();
  await page.waitForURL("**/story/*");
  const story = page.url();
  const cell = page.locator(".matrix a.cell").first();
  const words = (await cell.innerText()).trim();
  assert(words.length > 0);
  await cell.click();
  if (scripted) {
    const dialog = page.getByRole("dialog");
    await dialog.locator("mark").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert(await cell.evaluate((link) => link === document.activeElement), "focus returns to the cell");
  } else {
    await page.waitForURL("**/article/*");
    assert.match(page.url(), /#c[0-9a-f]+$/, "a claim leads to its sentence");
    await page.goto(story);
  }
  await page.locator("a", { hasText: "side by side" }).first().click();
  await page.waitForURL("**/beside/*");
  await page.goto("/review");
  await page.locator("a", { hasText: "look at it" }).first().click();
  await page.waitForURL("**/review/claim/*");
  const claim = page.url().split("/").pop();
  await page.getByLabel("Your name").first().fill("Ada Lorrin");
  await page.getByLabel("Why").first().fill("read twice");
  await page.getByRole("button", { name: "It is as read" }).click();
  await page.waitForLoadState();
  await page.reload();
  assert.match(await page.locator("main").innerText(), /accepted by Ada Lorrin/);
  const exported = await (await page.request.get("/dossier.json")).json();
  const reviewed = exported.claims.find((one) => one.id === claim);
  assert.equal(reviewed.review.state, "accepted");
  assert.equal(exported.decisions.at(-1).author, "Ada Lorrin");
  await page.goto("/review");
  await page.locator("summary", { hasText: "undo" }).first().click();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.waitForLoadState();
  assert.match(await page.locator("main").innerText(), /undone/);
}

/** The first half of the walk with nothing but Tab and Enter. */
async function byKeyboard(page) {
  const reach = async (selector) => {
    for (let presses = 0; presses < 400; presses += 1) {
      await page.keyboard.press("Tab");
      const there = await page.evaluate((css) => document.activeElement?.matches(css), selector);
      if (there) return;
    }
    assert.fail(`Tab never reaches ${selector} on ${page.url()}`);
  };
  await page.goto("/");
  await reach(".skip");
  assert(await page.locator(".skip").isVisible(), "the way to the content shows when it has focus");
  await reach(".stories a");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/story/*");
  await reach(".matrix a.cell");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").locator("mark").waitFor();
  await page.keyboard.press("Escape");
  await reach("details.evidence > summary");
  await page.keyboard.press("Enter");
  assert(await page.locator("details.evidence[open]").first().isVisible());
}

/** Opens a file that fails the walk if it asks for anything, or if its policy has to stop it. */
async function openFile(address, options = {}) {
  const { page, close } = await open(address, options);
  const asked = [];
  page.on("request", (request) => request.url() !== address && asked.push(request.url()));
  await page.goto(address);
  return { page, close: async () => { assert.deepEqual(asked, []); await close(); } };
}

/** table → evidence → back to the table, then to the question and its sentences */
async function readReport(page) {
  const cell = page.locator(".matrix a.cell").first();
  await cell.click();
  assert.match(page.url(), /#c[0-9a-f]+$/, "a cell leads to its evidence");
  const evidence = page.locator("li:target");
  assert(await evidence.locator("blockquote mark").isVisible(), "which shows the sentence");
  assert.match(await evidence.innerText(), /bytes \d+–\d+/);
  await evidence.getByText("Back to the table").first().click();
  assert.match(page.url(), /#row-q[0-9a-f]+$/);
  assert(await page.locator("tr:target").isVisible(), "and leads back");
  await page.locator("tr:target th a").click();
  const question = page.locator("article.question:target");
  const sentences = question.locator("details.evidence").first();
  await sentences.locator("summary").click();
  assert(await sentences.locator("blockquote").first().isVisible(), "sentences open without a script");
  await sentences.locator(".places a").first().click();
  assert(await page.locator("li:target blockquote").isVisible());
}

/** A report that is not in the pile, on an accident of its own. */
const captured = (place, injured) => ({
  name: `../${place}.txt`, mimeType: "text/plain",
  buffer: Buffer.from(`The Marl Courier\n\nFerry runs aground at ${place}\n\nBy Esme Korvald\nJune 4, 2034\n\n`
    + `${place.toUpperCase()} — ${injured} people were injured when the night ferry ran aground at ${place} on Saturday, the harbour office said.\n`),
});

/** Adds a file to the dossier and reads it there. */
async function add(page, scripted, place, injured) {
  await page.goto("/");
  await page.getByLabel("Add captures").setInputFiles(captured(place, injured));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  if (scripted) {
    await page.locator(".zone [role=status]", { hasText: "1 new article" }).waitFor({ timeout: 60_000 });
    assert.equal(new URL(page.url()).pathname, "/", "no page is loaded meanwhile");
  } else {
    await page.waitForURL("**/adding?reload=true");
    // The page comes again by itself until all is done.
    await page.locator(".addition:first-child h2", { hasText: /^Added$/ }).waitFor({ timeout: 60_000 });
  }
  assert.match(await page.locator(".addition").first().innerText(), new RegExp(`${place}\\.txt`));
  await page.locator(".addition a", { hasText: place }).first().click();
  await page.waitForURL("**/article/*");
  assert.match(await page.locator("main").innerText(), new RegExp(`${injured} people were injured`));
  await page.goto("/");
  assert((await page.locator(".stories h2", { hasText: place }).count()) > 0, "the story is on the first page");
}

/** Drops a file on the page, beside the zone. */
async function drop(page, place, injured) {
  await page.goto("/");
  const { name, buffer } = captured(place, injured);
  const carried = await page.evaluateHandle(([text, named]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], named, { type: "text/plain" }));
    return transfer;
  }, [buffer.toString(), name]);
  await page.dispatchEvent("h1", "dragover", { dataTransfer: carried });
  assert(await page.locator(".zone.over").count(), "the zone shows that it takes files");
  await page.dispatchEvent("h1", "drop", { dataTransfer: carried });
  await page.locator(".zone [role=status]", { hasText: "1 new article" }).waitFor({ timeout: 60_000 });
  await page.goto("/adding");
}

/** Narrows the stories, and keeps doing so from page to page. */
async function narrow(page) {
  await page.goto("/");
  await page.getByText("Filter and order").click();
  await page.getByLabel("Words in the title").fill("lindholt");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL("**words=lindholt**");
  assert.equal(await page.locator(".stories h2").count(), 1);
  await page.getByLabel("answers that differ").check();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL("**conflict=true**");
  assert.equal(await page.locator(".stories h2").count(), 0);
  const data = await (await page.request.get(await page.locator("footer a", { hasText: "JSON" }).getAttribute("href"))).json();
  assert.equal(data.paging.all, 0);
  await page.getByRole("link", { name: "Show all" }).click();
  assert((await page.locator(".stories h2").count()) > 1);
}

/** One address of each kind of page. */
async function pages(page) {
  const json = async (path) => (await page.request.get(path)).json();
  const [story] = (await json("/stories.json")).stories;
  const edges = (await json(`/api/derivations?story=${story.id}`)).items;
  const edge = edges.find((one) => one.parent !== null);
  const [question] = (await json(`/api/questions?story=${story.id}`)).items;
  const [source] = (await json("/sources.json")).sources;
  const [claim] = (await json(`/api/claims?story=${story.id}&limit=1`)).items;
  return {
    home: "/", story: `/story/${story.id}`, claims: `/story/${story.id}/claims`,
    question: `/question/${question.id}`, article: `/article/${edge.child}`,
    beside: `/article/${edge.child}/beside/${edge.parent}`, source: `/source/${source.id}`,
    sources: "/sources", search: "/search?q=ferry", review: "/review",
    claim: `/review/claim/${claim.id}`, who: `/review/source/${source.id}`,
    shared: `/review/article/${edge.child}`, decisions: "/review/log", log: "/log", adding: "/adding",
    export: "/export", about: "/about", missing: "/story/none",
  };
}

const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1600, height: 1000 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1600, height: 1000 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 360, height: 740 } },
  // The width that a sheet of A4 leaves between usual margins.
  { name: "print", media: "print", colorScheme: "light", viewport: { width: 718, height: 1000 } },
];

const served = await serve(restated, join(root, "samples", "pile"));
try {
  console.log("Walks");
  await step("with scripts", async () => {
    const { page, close } = await open(served.address);
    await walk(page, true);
    await close();
  });
  await step("without scripts", async () => {
    const { page, close } = await open(served.address, { javaScriptEnabled: false });
    await walk(page, false);
    await close();
  });
  await step("by keyboard alone", async () => {
    const { page, close } = await open(served.address);
    await byKeyboard(page);
    await close();
  });
  await step("adding a file, with scripts", async () => {
    const { page, close } = await open(served.address);
    await add(page, true, "Lindholt", "Three");
    await drop(page, "Sandvar", "Nine");
    await accessible(page, "what was added");
    await close();
  });
  await step("adding a file, without scripts", async () => {
    const { page, close } = await open(served.address, { javaScriptEnabled: false });
    await add(page, false, "Ostrey", "Seven");
    await narrow(page);
    await close();
  });
  await step("a download", async () => {
    const { page, close } = await open(served.address);
    await page.goto("/export");
    await page.getByLabel("Names of persons").check();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
    assert.equal(download.suggestedFilename(), "walk.html");
    assert.match(readFileSync(await download.path(), "utf8"), /Person \d/);
    await close();
  });
  console.log("The report");
  const file = report(restated, served.dossier);
  await step("without scripts", async () => {
    const { page, close } = await openFile(file, { javaScriptEnabled: false });
    await readReport(page);
    await close();
  });
  for (const look of looks) {
    await step(look.name, async () => {
      const { page, close } = await openFile(file, look);
      assert.doesNotMatch(await page.locator("body").innerText(), /<\/?[a-z]+[ >]/, "the report shows markup");
      assert(await page.locator("svg.drawing").count() > 0, "the report has drawings");
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin), "0px", "its policy lets its style in");
      await accessible(page, `the report, ${look.name}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert(wide <= 0, `the report is ${wide} px wider than a ${look.name} window`);
      await photograph(page, "report", look);
      await close();
    });
  }
  console.log("Every page");
  for (const look of looks) {
    const { page, close } = await open(served.address, look);
    for (const [name, path] of Object.entries(await pages(page))) {
      await step(`${name}, ${look.name}`, async () => {
        await page.goto(path);
        await page.emulateMedia({ media: look.media ?? null });
        assert.doesNotMatch(await page.locator("body").innerText(), /<\/?[a-z]+[ >]/, `${name} shows markup`);
        const drawn = await page.locator("svg.drawing").count();
        assert(drawn > 0 || !["home", "story"].includes(name), `${name} has drawings`);
        await accessible(page, `${name}, ${look.name}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert(wide <= 0, `${name} is ${wide} px wider than a ${look.name} window`);
        await photograph(page, name, look);
      });
    }
    // A page that is missing is an error of the network, and is meant to be one.
    await close().catch((error) => assert.match(error.message, /404/));
  }
} finally {
  served.close();
}

console.log("Attacks");
const pile = mkdtempSync(join(tmpdir(), "restated-attacks-"));
for (const [name, capture] of Object.entries(attacks)) writeFileSync(join(pile, name), capture);
const attacked = await serve(restated, pile);
try {
  const { page, close } = await open(attacked.address);
  const dialogs = [];
  page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(attacked.address)) foreign.push(request.url());
  });
  const json = async (path) => (await page.request.get(path)).json();
  const paths = ["/", "/sources", "/log", "/review", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"];
  for (const { id } of (await json("/api/stories")).items) paths.push(`/story/${id}`, `/story/${id}/claims`);
  for (const { id } of (await json("/api/articles")).items) paths.push(`/article/${id}`);
  for (const { id } of (await json("/api/claims")).items) paths.push(`/review/claim/${id}`);
  for (const { id } of (await json("/api/questions")).items) paths.push(`/question/${id}`);
  assert(paths.length > 10, "there is something to attack with");
  await step(`${paths.length} pages of captures that attack`, async () => {
    for (const path of paths) {
      await page.goto(path);
      const ran = await page.evaluate(() => window.ran ?? document.querySelectorAll("main script, main iframe, main object, main [onload], main [onerror]").length);
      assert.equal(ran, 0, `something of a capture runs on ${path}`);
    }
    assert.deepEqual(dialogs, []);
    assert.deepEqual(foreign, []);
  });
  await close();
  await step("the report on captures that attack", async () => {
    const { page, close } = await openFile(report(restated, attacked.dossier));
    page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
    await page.reload();
    const ran = await page.evaluate(() => window.ran ?? document.querySelectorAll("script, iframe, object, img, [onload], [onerror], [onmouseover], style ~ style").length);
    assert.equal(ran, 0, "something of a capture runs in the report");
    assert.deepEqual(dialogs, []);
    await close();
  });
} finally {
  attacked.close();
  rmSync(pile, { recursive: true, force: true });
}
await browser.close();
