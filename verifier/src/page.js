// The page: asks for a file, judges it here, and says what it found.
import {credentialsIn} from './bundle.js';
import {judge} from './judge.js';
import {LANGUAGES, choose, day, inLanguage, language, named, say} from './texts.js';

const at = id => document.getElementById(id);
const DAYS = ['from', 'until'];
const CANNOT = ['cannot_status', 'cannot_issuer', 'cannot_time'];

function made(name, text, ...children) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** What the credential says stays in its own language, and says which. */
function fact(label, value) {
  const [text, tag] = DAYS.includes(label) ? [day(value), ''] : inLanguage(value);
  const element = made('dd', text);
  if (tag) element.lang = tag;
  return element;
}

function shown(name, found) {
  const section = made('section');
  section.dataset.outcome = found.outcome;
  const heading = made('h2', say(found.outcome));
  heading.tabIndex = -1;
  const data = given => ({
    ...given,
    purpose: given?.purpose ? say(given.purpose) : '',
    when: given?.when ? day(given.when) : '',
  });
  const checks = found.checks.map(check =>
    made('li', `${say(check.outcome)}: ${say(check.code, data(check.data))}`)
  );
  const facts = Object.entries(found.content)
    .filter(([, value]) => value)
    .flatMap(([label, value]) => [made('dt', say(label)), fact(label, value)]);
  section.append(
    heading,
    made('p', name),
    made('p', say(`${found.outcome}_long`)),
    made('h3', say('content')),
    made('dl', '', ...facts),
    made('h3', say('checks')),
    made('ul', '', ...checks),
    made('h3', say('cannot')),
    made('ul', '', ...CANNOT.map(code => made('li', say(code))))
  );
  return section;
}

async function answer(event) {
  event.preventDefault();
  const results = at('results');
  results.replaceChildren();
  const file = at('file').files[0];
  if (!file) {
    at('said').textContent = say('choose');
    at('file').focus();
    return;
  }
  at('said').textContent = say('working');
  try {
    const found = credentialsIn(file.name, new Uint8Array(await file.arrayBuffer()));
    const outcomes = [];
    for (const one of found) {
      const judged = await judge(one, at('key').value);
      outcomes.push(say(judged.outcome));
      results.append(shown(one.name, judged));
    }
    at('said').textContent = say('done', {outcome: outcomes.join(', ')});
    results.querySelector('h2')?.focus();
  } catch (error) {
    at('said').textContent = say('unreadable', {reason: error.message.slice(0, 200)});
  }
}

/** The page in the language chosen; what was found before is judged again when asked. */
function speak() {
  document.documentElement.lang = language();
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = say(element.dataset.text);
  }
  at('said').textContent = '';
  at('results').replaceChildren();
}

for (const tag of LANGUAGES) {
  const option = made('option', named(tag));
  option.value = option.lang = tag;
  option.selected = tag === language();
  at('language').append(option);
}
at('language').addEventListener('change', () => {
  choose(at('language').value);
  speak();
});
at('ask').addEventListener('submit', answer);
speak();
