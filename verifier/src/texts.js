// Every sentence of the page, in each language that has all of them (languages/TAG.json).
import bg from './languages/bg.json';
import cs from './languages/cs.json';
import da from './languages/da.json';
import de from './languages/de.json';
import el from './languages/el.json';
import en from './languages/en.json';
import es from './languages/es.json';
import et from './languages/et.json';
import fi from './languages/fi.json';
import fr from './languages/fr.json';
import ga from './languages/ga.json';
import hr from './languages/hr.json';
import hu from './languages/hu.json';
import it from './languages/it.json';
import lt from './languages/lt.json';
import lv from './languages/lv.json';
import mt from './languages/mt.json';
import nl from './languages/nl.json';
import pl from './languages/pl.json';
import pt from './languages/pt.json';
import ro from './languages/ro.json';
import sk from './languages/sk.json';
import sl from './languages/sl.json';
import sv from './languages/sv.json';

const TABLES = {
  bg, cs, da, de, el, en, es, et, fi, fr, ga, hr,
  hu, it, lt, lv, mt, nl, pl, pt, ro, sk, sl, sv,
};
export const LANGUAGES = Object.keys(TABLES);

let chosen = wanted();

/** The first of the reader's languages that the page has. */
function wanted() {
  const asked = navigator.languages ?? [navigator.language];
  return asked.map(tag => tag.split('-')[0]).find(tag => tag in TABLES) ?? 'en';
}

export const language = () => chosen;

export function choose(tag) {
  chosen = tag in TABLES ? tag : 'en';
}

/** What a language calls itself. */
export const named = tag => new Intl.DisplayNames([tag], {type: 'language'}).of(tag);

export function say(name, data = {}) {
  const texts = TABLES[chosen];
  const text = Object.hasOwn(texts, name) ? texts[name] : String(name);
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
