// Looks at pages in light and dark, on a phone and on a wide screen: errors, requests, accessibility, keyboard, overflow.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [executablePath, ...files] = process.argv.slice(2);
const faults = [];
let looks = 0;

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), rules);
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map((n) => n.html.slice(0, 160))}`);
}

/// What can be reached by Tab, and whether it shows that it has the focus.
async function keyboardFaults(page) {
  const selector = "a[href], summary, [tabindex='0'], [contenteditable='true'], button, input, select";
  const wanted = await page.evaluate(
    (of) => [...document.querySelectorAll(of)].filter((one) => one.checkVisibility()).length, selector);
  const reached = new Set();
  const unseen = [];
  await page.evaluate(() => document.body.focus());
  for (let i = 0; i < wanted + 5; ++i) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((of) => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      return { index: [...document.querySelectorAll(of)].indexOf(one), seen: style.outlineStyle !== "none", html: one.outerHTML.slice(0, 80) };
    }, selector);
    if (!at) continue;
    reached.add(at.index);
    if (!at.seen) unseen.push(`focus cannot be seen on ${at.html}`);
  }
  return reached.size < wanted ? [...unseen, `the keyboard reaches ${reached.size} of ${wanted}`] : unseen;
}

function structureFaults() {
  const found = [];
  // A page with a script of its own names it by its hash, and has no other.
  const own = document.querySelector("meta[http-equiv]")?.content.includes("script-src 'sha256-") ? 1 : 0;
  if (document.title === "taken" || document.querySelector("img, iframe, object")) found.push("told text became markup");
  if (document.querySelectorAll("script").length !== own) found.push("a script that the page does not name");
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
  for (const chart of document.querySelectorAll("svg[role=img]")) {
    const words = (chart.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    const told = (chart.getAttribute("aria-label") ?? "").trim() !== "";  // of a course in a list: one line
    if (!told && (words.length < 2 || words.some((one) => one.trim() === ""))) found.push("a chart without words");
  }
  return found;
}

/// A worklist in a browser that keeps to the page's policy: it sorts by a column and narrows to a level.
async function listFaults(browser, file) {
  const page = await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage();
  await page.goto(pathToFileURL(file).href);
  const first = () => page.evaluate(() => document.querySelector(".list tbody tr:not([hidden]) th").textContent);
  const shown = () => page.evaluate(() => document.querySelectorAll(".list tbody tr:not([hidden])").length);
  const found = [], before = await first(), all = await shown();
  await page.click(".list thead th:first-child button");
  await page.click(".list thead th:first-child button");
  if ((await first()) === before) found.push("a click on a column changes no order");
  if ((await page.getAttribute(".list thead th:first-child", "aria-sort")) !== "descending") found.push("the order is not said");
  await page.selectOption("select[name=level]", "4");
  const urgent = await shown();
  if (urgent === 0 || urgent >= all) found.push(`${urgent} of ${all} are urgent`);
  await page.fill("input[name=word]", "no such patient");
  if ((await shown()) !== 0) found.push("what does not fit is still shown");
  await page.context().close();
  return found;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const file of files) {
  if (file.endsWith("worklist.html")) (await listFaults(browser, file)).forEach((what) => faults.push(`worklist: ${what}`));
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1600]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      const tell = (what) => faults.push(`${file.split("/").pop()}, ${colorScheme}, ${width} px: ${what}`);
      page.on("console", (message) => message.type() === "error" && tell(`console: ${message.text()}`));
      page.on("pageerror", (error) => tell(`error: ${error.message}`));
      page.on("request", (request) => request.url().startsWith("file:") || tell(`request: ${request.url()}`));
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
      (await page.evaluate(structureFaults)).forEach(tell);
      (await violations(page)).forEach(tell);
      if (colorScheme === "light") (await keyboardFaults(page)).forEach(tell);
      await page.emulateMedia({ media: "print", colorScheme });
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      if (paper !== "rgb(255, 255, 255)") tell(`printed on ${paper}`);
      ++looks;
      await context.close();
    }
  }
}
await browser.close();
console.log(JSON.stringify({ looks, faults }));
