// A headless Chromium that is told line by line what to do; browser.py speaks to it.
// One request: {"op": ..., ...}; one answer: {"value": ...} or {"error": "..."}.

import {createRequire} from "node:module";
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import {chromium} from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
let page, sought;

const operations = {
  // A fresh visitor; `settings` are Playwright's own names for a browser context.
  async visitor({settings}) {
    await page?.context().close();
    const context = await browser.newContext(settings);
    context.setDefaultTimeout(120000);
    context.setDefaultNavigationTimeout(240000);
    page = await context.newPage();
    sought = [];
    page.on("request", (request) => sought.push(request.url()));
    page.on("console", (message) => message.type() === "error" && sought.push(`error: ${message.text()}`));
  },
  go: async ({url}) => (await page.goto(url)).status(),
  cookie: ({cookie}) => page.context().addCookies([cookie]),
  jar: () => page.context().cookies(),
  sit: ({jar}) => page.context().addCookies(jar),
  virtualKey: async () => {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {options: {
      protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true,
    }});
  },
  at: () => page.url(),
  pick: ({on, value}) => page.selectOption(on, value).then(() => null),
  tick: ({on}) => page.check(on),
  async save({on, path}) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(on)]);
    await download.saveAs(path);
  },
  files: ({on, paths}) => page.setInputFiles(on, paths),
  fill: ({on, text}) => page.fill(on, text),
  click: ({on}) => page.click(on),
  async send({on}) {
    await Promise.all([page.waitForEvent("load"), page.click(on)]);
    await focused();
  },
  async key({key, leaves}) {
    await Promise.all([leaves ? page.waitForEvent("load") : null, page.keyboard.press(key)]);
  },
  ask: ({script}) => page.evaluate(script),
  media: ({settings}) => page.emulateMedia(settings),
  sought: () => sought,
  async axe({tags}) {
    if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
    const found = await page.evaluate(
      (values) => window.axe.run(document, {runOnly: {type: "tag", values}, resultTypes: ["violations", "incomplete"]}),
      tags,
    );
    return found.violations.map(({id, help, nodes}) => ({
      id, help, nodes: nodes.map(({target, failureSummary}) => `${target} ${failureSummary}`),
    }));
  },
  async tree() {
    const session = await page.context().newCDPSession(page);
    const {nodes} = await session.send("Accessibility.getFullAXTree");
    await session.detach();
    return nodes.map(({nodeId, ignored, role, name, childIds}) => ({
      id: nodeId, ignored, role: role?.value, name: name?.value ?? "", children: childIds ?? [],
    }));
  },
  picture: ({path, whole}) => page.screenshot({path, fullPage: whole}).then(() => null),
  paper: ({path}) => page.pdf({path, format: "A4", preferCSSPageSize: true}).then(() => null),
};

/** A busy machine gives the focus a while after the page is there. */
async function focused() {
  const until = Date.now() + 5000;
  while (Date.now() < until && await page.$("[autofocus]") && !await page.$("[autofocus]:focus")) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = {value: (await operations[request.op](request)) ?? null};
  } catch (error) {
    answer = {error: String(error?.message ?? error)};
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
