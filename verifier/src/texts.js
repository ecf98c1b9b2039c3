// Every sentence of the page. A language is one more table with the same names.

const en = {
  title: 'Is this credential genuine?',
  intro:
    'Choose a bundle that you kept, or a credential. Everything happens on this computer: ' +
    'nothing is sent, and nobody is asked.',
  file: 'Bundle (ZIP) or credential (JSON or token)',
  file_hint: 'Of a PDF or a picture, choose the credential that was saved with it.',
  key: 'The issuer’s key, if you have it from somebody you trust',
  key_hint:
    'A key document (did.json), a JWK, or a key that begins with z. Without it only what the ' +
    'bundle says of itself can be checked.',
  go: 'Check',
  working: 'Checking…',
  choose: 'Choose a file first.',
  unreadable: 'This file cannot be read: {reason}',
  done: 'Checked: {outcome}',
  genuine: 'Genuine',
  claimed: 'Unchanged, by the bundle’s own key',
  'not-genuine': 'Not genuine',
  unknown: 'Cannot be told',
  genuine_long: 'It is signed with the issuer’s key and has not been changed since.',
  claimed_long:
    'It fits the key in the bundle and has not been changed since the bundle was made. That the ' +
    'key is the issuer’s, only the bundle says.',
  'not-genuine_long': 'It was changed after it was signed, or somebody else signed it.',
  unknown_long: 'What would be needed is not here.',
  checks: 'What was checked',
  content: 'What it says',
  cannot: 'What this page cannot know',
  cannot_status: 'Whether it has been withdrawn since: that only the issuer can say.',
  cannot_issuer: 'Whether the issuer is who the name says, unless you have the key from somebody you trust.',
  cannot_time: 'Whether the authority of a time-stamp can be believed: for that use the program Tesela.',
  proof_ok: 'The signature is correct ({suite}).',
  proof_wrong: 'The signature is wrong.',
  proof_missing: 'It is not signed in a way that this page knows.',
  proof_suite: 'This page does not know the signature’s kind: {suite}.',
  key_own: 'The issuer’s name is its key itself.',
  key_given: 'The key is the one that you gave.',
  key_carried: 'The key comes from the bundle.',
  key_none: 'The key {method} is not here.',
  key_other: 'The key is not listed as the issuer’s for making statements.',
  key_ended: 'The key had ended on {when}, before it was signed.',
  key_revoked:
    'The issuer declared the key invalid from {when} on. That it was signed before, this page cannot establish.',
  issuer_other: 'The key belongs to {controller}, not to the issuer {issuer}.',
  dates_early: 'It only counts from {when} on.',
  dates_late: 'It counted until {when}.',
  dates_ok: 'It counts today, by its own dates.',
  status_none: 'It names no place where it could be withdrawn.',
  status_not_here: 'Whether it was withdrawn is published at {list}; no copy is here.',
  status_clear: 'On {when} it was not on the list of {purpose}.',
  status_set: 'It was on the list of {purpose} on {when}.',
  status_bad: 'The copy of the list {list} is not genuine, or is another one.',
  revocation: 'withdrawn credentials',
  suspension: 'suspended credentials',
  pinned_ok: 'The full description in the bundle is the right one.',
  pinned_wrong: 'The full description in the bundle is not the one that was signed.',
  time_fits: 'A time-stamp says that it existed by a certain day; it is of this very file.',
  time_not: 'The time proof is of another file.',
  passed: 'Yes',
  failed: 'No',
  open: 'Open',
  name: 'Title',
  learner: 'Learner',
  issuer: 'Issuer',
  from: 'Valid from',
  until: 'Valid until',
  several: 'The file holds {count} credentials.',
};

const TABLES = {en};

export function language() {
  const wanted = navigator.languages ?? [navigator.language];
  return wanted.map(tag => tag.slice(0, 2)).find(tag => tag in TABLES) ?? 'en';
}

export function say(name, data = {}) {
  const text = TABLES[language()][name] ?? en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, place) => String(data[place] ?? ''));
}
