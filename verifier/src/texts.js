// Every sentence of the page, in each language that has all of them (languages/TAG.json).
import de from './languages/de.json';
import el from './languages/el.json';
import en from './languages/en.json';
import es from './languages/es.json';
import fi from './languages/fi.json';
import fr from './languages/fr.json';

const TABLES = {en, de, el, es, fi, fr};
export const LANGUAGES = Object.keys(TABLES);

let chosen = wanted();

/** The first of the reader's languages that the page has. */
function wanted() {
  const asked = navigator.languages ?? [navigator.language];
  return asked.map(tag => tag.slice(0, 2)).find(tag => tag in TABLES) ?? 'en';
}

export const language = () => chosen;

export function choose(tag) {
  chosen = tag in TABLES ? tag : 'en';
}

/** What a language calls itself. */
export const named = tag => new Intl.DisplayNames([tag], {type: 'language'}).of(tag);

export function say(name, data = {}) {
  const text = TABLES[chosen][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, place) => String(data[place] ?? ''));
}

/** A day as the reader writes it; what is no date stays as it is. */
export function day(written) {
  const moment = new Date(written);
  if (Number.isNaN(moment.getTime())) return written;
  return new Intl.DateTimeFormat(chosen, {dateStyle: 'long', timeZone: 'UTC'}).format(moment);
}

/** Of texts by language the reader's own, else English, else the first: `[text, language]`. */
export function inLanguage(value) {
  if (typeof value === 'string') return [value, ''];
  if (typeof value?.['@value'] === 'string') return [value['@value'], value['@language'] ?? ''];
  const texts = Object.entries(value ?? {}).filter(([, text]) => typeof text === 'string');
  const found = [chosen, 'en'].map(tag => texts.find(([other]) => other === tag)).find(Boolean) ?? texts[0];
  return found ? [found[1], found[0]] : ['', ''];
}
