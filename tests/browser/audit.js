// What is wrong with the page that is shown, as sentences; test_every_page.py asks for it.
(() => {
  const found = [];
  const all = (on, within = document) => [...within.querySelectorAll(on)];
  const text = (one) => (one.innerText || one.value || one.id || one.name || one.outerHTML).trim().slice(0, 60);
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && getComputedStyle(one).clipPath === "none";

  const heads = all("h1").filter(seen);
  if (heads.length !== 1) found.push(`${heads.length} h1`);
  if (!document.documentElement.lang) found.push("no language");

  // The title begins with what the page is for, in the words of its heading.
  const plain = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();
  const title = plain(document.title.replace(/^[^:]+: /, (beginning) => all(".problems").length ? "" : beginning));
  const head = plain(heads[0]?.textContent ?? "");
  if (head && !title.startsWith(head)) found.push(`title “${title}” does not begin with “${head}”`);

  // Labels, hints and faults belong to their fields.
  const ids = all("[id]").map((one) => one.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => found.push(`twice: #${id}`));
  const described = all("[aria-describedby]").flatMap((one) => one.getAttribute("aria-describedby").split(/\s+/));
  described.filter((id) => !document.getElementById(id)).forEach((id) => found.push(`described by nothing: #${id}`));
  all(".field .hint, .field .fault").filter((one, at, every) => !one.id && one.matches(".hint"))
    .forEach((one) => found.push(`hint of no field: ${text(one)}`));
  all(".field .hint[id], .field .fault[id]").filter((one) => !described.includes(one.id))
    .forEach((one) => found.push(`hint of no field: ${text(one)}`));
  all("main :is(input:not([type=hidden]), select, textarea)").filter(seen).filter((one) => !one.labels?.length && !one.matches("[aria-label], [aria-labelledby]"))
    .forEach((one) => found.push(`no label: ${one.name}`));

  // What is pressed is large enough: 44 pixels, or 24 where a line holds it.
  const within = "td, dd, dt, label, legend, caption, .problems, .hint, .notice, h1, .letter, li li";
  const inline = (one) => one.matches("a") && (one.closest(within) || one.closest("p")?.innerText.trim() !== one.innerText.trim() && one.closest("p, bdi"));
  const stretched = (one) => getComputedStyle(one, "::after").position === "absolute";
  for (const one of all("a[href], button, summary, select, textarea, input:not([type=hidden])").filter(seen)) {
    const box = one.getBoundingClientRect();
    const small = one.matches("[type=checkbox], [type=radio]");
    const least = inline(one) || stretched(one) ? 0 : small ? 24 : 43.9;
    if (box.height < least || (least && box.width < 24)) found.push(`small, ${Math.round(box.width)}×${Math.round(box.height)}: ${text(one)}`);
  }

  // Tables say what they are.
  for (const table of all("table")) {
    if (!table.caption?.textContent.trim()) found.push("table without caption");
    if (!all("tbody th[scope]", table).length || !all("thead th[scope]", table).length) found.push("table without headers");
    if (!table.closest(".scroll") && table.scrollWidth > table.parentElement.clientWidth) found.push("table cannot be scrolled");
  }

  // Greek letters on a page that is not Greek are marked, except in names.
  if (document.documentElement.lang !== "el") {
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      if (/\p{Script=Greek}{4}/u.test(walk.currentNode.data) && seen(parent) && !parent.closest("bdi, textarea, pre, code")
        && parent.closest("[lang]").lang === document.documentElement.lang) found.push(`unmarked Greek: ${walk.currentNode.data.trim().slice(0, 50)}`);
    }
  }

  // Wherever a fault is named there is a list of them, and it has the focus.
  if (all("[aria-invalid=true], [data-invalid]").some((one) => !one.closest(".live")) && !document.activeElement.matches(".problems"))
    found.push("the focus is not on the problems");
  // The picture beside a state is never the only thing that says it.
  all(".state, .sign + *").filter((one) => !one.textContent.trim()).forEach(() => found.push("a state without words"));
  return found;
})()
