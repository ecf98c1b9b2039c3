// The procedure: bytes → checks and an outcome. Nothing is fetched, so much stays open.
//
// 1. proof     each signature is correct, by a key that is here
// 2. issuer    the key is the issuer's, as far as whoever handed it over says
// 3. dates     it counts today, by its own dates
// 4. status    what the carried lists said on their day
// 5. pinned    the carried description is the one that was signed
// 6. time      the time proof is of this very file
import {sha256, sha384, sha512} from '@noble/hashes/sha2.js';
import {gunzipSync} from 'fflate';
import {isKnown, isSigned} from './integrity.js';
import {keyOf, verifies} from './keys.js';
import {base64, joined, same, textOf, utf8} from './octets.js';

const LIST_BYTES = 16_777_216;
const DIGESTS = {sha256, sha384, sha512};
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+(~[\w.-]*)*$/;

/** `{outcome, checks: [{outcome, code, data}], content}`. Throws Error for what is no credential. */
export async function judge({bytes, copies, proofs}, given, now = new Date()) {
  const text = textOf(bytes).trim();
  const carried = documentsIn(copies);
  const found = TOKEN.test(text)
    ? token(text, given, carried)
    : await statement(JSON.parse(text), given, carried);
  const checks = [
    ...found.checks,
    dates(found.document, now),
    ...(await states(found.document, copies, given, carried)),
    ...pinned(found.document, copies),
    ...proofs.map(proof => timed(proof, bytes)),
  ].filter(Boolean);
  return {outcome: outcome(checks, found.from), checks, content: content(found.document)};
}

const passed = (code, data) => ({outcome: 'passed', code, data});
const failed = (code, data) => ({outcome: 'failed', code, data});
const open = (code, data) => ({outcome: 'open', code, data});

function outcome(checks, from) {
  if (checks.some(check => check.outcome === 'failed')) return 'not-genuine';
  if (checks.some(check => check.outcome === 'open' && !check.code.startsWith('status'))) return 'unknown';
  return from === 'carried' ? 'claimed' : 'genuine';
}

const issuerOf = document =>
  typeof document.issuer === 'object' ? document.issuer?.id : document.issuer;

async function statement(document, given, carried) {
  if (!document || typeof document !== 'object' || !document.credentialSubject) throw new Error('JSON');
  const listed = [].concat(document.proof ?? []);
  if (!listed.length) return {document, checks: [open('proof_missing')]};
  const checks = [];
  let from = 'own';
  for (const proof of listed) {
    if (!isKnown(proof)) {
      checks.push(open('proof_suite', {suite: String(proof?.cryptosuite ?? proof?.type)}));
      continue;
    }
    const found = keyOf(proof.verificationMethod, given, carried);
    const about = whose(found, proof.verificationMethod, issuerOf(document), proof.created);
    checks.push(...about);
    if (!found?.key) continue;
    if (found.from !== 'own') from = found.from;
    const right = await isSigned(document, proof, found.key).catch(() => false);
    checks.push(right ? passed('proof_ok', {suite: proof.cryptosuite}) : failed('proof_wrong'));
  }
  return {document, checks, from};
}

function whose(found, method, issuer, created) {
  if (!found) return [open('key_none', {method})];
  if (found.fault) return [failed(found.fault)];
  if (found.controller !== issuer) return [failed('issuer_other', {controller: found.controller, issuer})];
  const signed = created ? new Date(created) : new Date();
  const checks = [passed(`key_${found.from}`)];
  if (found.ended && new Date(found.ended) <= signed) checks.push(failed('key_ended', {when: found.ended}));
  if (found.revoked) {
    const before = signed < new Date(found.revoked);
    checks.push((before ? open : failed)(before ? 'key_revoked' : 'key_ended', {when: found.revoked}));
  }
  return checks;
}

/** Tokens: RFC 7515 with EdDSA and ES256; of SD-JWT (RFC 9901) the statements that are shown. */
function token(text, given, carried) {
  const [signed, ...shown] = text.split('~');
  const [head, body, signature] = signed.split('.');
  const header = JSON.parse(textOf(base64(head)));
  const claims = JSON.parse(textOf(base64(body)));
  const method = String(header.kid ?? '').includes('#') ? header.kid : `${claims.iss ?? ''}#${header.kid ?? ''}`;
  const issuer = claims.iss ?? issuerOf(claims.vc ?? claims) ?? method.split('#')[0];
  const kinds = {EdDSA: 'ed25519', Ed25519: 'ed25519', ES256: 'p256', ES384: 'p384'};
  const document = {...(claims.vc ?? claims), issuer};
  if (!(header.alg in kinds) || header.crit) return {document, checks: [open('proof_suite', {suite: header.alg})]};
  const found = keyOf(method, given, carried);
  const made = claims.iat ? new Date(claims.iat * 1000).toISOString() : undefined;
  const checks = whose(found, method, issuer, made);
  if (!found?.key) return {document, checks};
  const right =
    kinds[header.alg] === found.key.kind &&
    verifies(found.key, base64(signature), utf8(`${head}.${body}`)) &&
    shown.filter(part => part && !part.includes('.')).every(part => isListed(part, claims, shown));
  checks.push(right ? passed('proof_ok', {suite: header.alg}) : failed('proof_wrong'));
  return {document, checks, from: found.from};
}

/** Whether a disclosure's digest stands in the claims, or in another disclosure. */
function isListed(part, claims, shown) {
  const digest = btoa(String.fromCharCode(...sha256(utf8(part))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  const inside = shown
    .filter(other => other && other !== part && !other.includes('.'))
    .map(other => textOf(base64(other)));
  return [JSON.stringify(claims), ...inside].some(where => where.includes(`"${digest}"`));
}

function dates(document, now) {
  const from = document.validFrom ?? document.issuanceDate ?? seconds(document.nbf);
  const until = document.validUntil ?? document.expirationDate ?? seconds(document.exp);
  if (from && now < new Date(from)) return failed('dates_early', {when: from});
  if (until && now > new Date(until)) return failed('dates_late', {when: until});
  return passed('dates_ok');
}

const seconds = value => (typeof value === 'number' ? new Date(value * 1000).toISOString() : undefined);

/** Bitstring Status List 1.0, 3.2, of the copies that are here. */
async function states(document, copies, given, carried) {
  const listed = [].concat(document.credentialStatus ?? []);
  if (document.status?.status_list) return [open('status_not_here', {list: document.status.status_list.uri})];
  if (!listed.length) return [passed('status_none')];
  const checks = [];
  for (const entry of listed.slice(0, 8)) {
    const address = entry?.statusListCredential;
    if (!Object.hasOwn(copies, address)) checks.push(open('status_not_here', {list: address}));
    else checks.push(await state(entry, copies[address], issuerOf(document), given, carried));
  }
  return checks;
}

async function state(entry, bytes, issuer, given, carried) {
  const bad = open('status_bad', {list: entry.statusListCredential});
  try {
    const list = JSON.parse(textOf(bytes));
    const found = await statement(list, given, carried);
    const genuine = found.checks.every(check => check.outcome === 'passed');
    const subject = list.credentialSubject;
    const right = list.id === entry.statusListCredential && subject.statusPurpose === entry.statusPurpose;
    if (!genuine || !right || issuerOf(list) !== issuer) return bad;
    const bits = unzipped(base64(subject.encodedList.slice(1)));
    const place = Number(entry.statusListIndex);
    if (!Number.isInteger(place) || place < 0 || place >> 3 >= bits.length) return bad;
    const set = (bits[place >> 3] >> (7 - (place & 7))) & 1;
    const data = {when: list.validFrom, purpose: entry.statusPurpose};
    return set ? failed('status_set', data) : open('status_clear', data);
  } catch {
    return bad;
  }
}

/** The end of a gzip file says how long it becomes; more than that does not come out. */
function unzipped(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (length > LIST_BYTES) throw new Error('list');
  return gunzipSync(bytes);
}

function pinned(document, copies) {
  return [].concat(document.relatedResource ?? []).flatMap(resource => {
    const bytes = Object.hasOwn(copies, resource?.id) ? copies[resource.id] : null;
    const [, name, value] = /^(sha256|sha384|sha512)-(.+)$/.exec(resource?.digestSRI ?? '') ?? [];
    if (!bytes || !name) return [];
    return [same(DIGESTS[name](bytes), base64(value)) ? passed('pinned_ok') : failed('pinned_wrong')];
  });
}

/** RFC 9162, 2.1.3.2; that the token is of the root shows from its bytes, not whether it is believed. */
function timed(proof, bytes) {
  try {
    const stated = JSON.parse(textOf(proof));
    const digest = sha256(bytes);
    const entry = stated.files.find(one => same(base64(one.sha256), digest));
    const root = base64(stated.root);
    const fits = same(rootOf(digest, entry.index, stated.size, entry.path.map(base64)), root);
    return fits && contains(base64(stated.token), root) ? passed('time_fits') : open('time_not');
  } catch {
    return open('time_not');
  }
}

function rootOf(digest, index, size, path) {
  let [place, last] = [index, size - 1];
  let found = sha256(joined(Uint8Array.of(0), digest));
  for (const sibling of path) {
    if (last === 0 || sibling.length !== 32) throw new Error('path');
    if (place % 2 || place === last) {
      found = sha256(joined(Uint8Array.of(1), sibling, found));
      for (; place % 2 === 0 && place; last = Math.floor(last / 2)) place /= 2;
    } else {
      found = sha256(joined(Uint8Array.of(1), found, sibling));
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  if (last !== 0) throw new Error('path');
  return found;
}

const contains = (all, part) => {
  for (let at = 0; at + part.length <= all.length; at++) {
    if (same(all.subarray(at, at + part.length), part)) return true;
  }
  return false;
};

function documentsIn(copies) {
  return Object.values(copies).flatMap(bytes => {
    try {
      const value = JSON.parse(textOf(bytes));
      return value?.verificationMethod ? [value] : [];
    } catch {
      return [];
    }
  });
}

function content(document) {
  const subject = [].concat(document.credentialSubject ?? [])[0] ?? {};
  const named = [].concat(subject.identifier ?? []).filter(one => one?.hashed === false);
  return {
    name: subject.achievement?.name ?? document.name ?? '',
    learner: [...new Set(named.map(one => one.identityHash))].join(' '),
    issuer: document.issuer?.name ?? issuerOf(document),
    address: document.issuer?.name ? issuerOf(document) : '',
    from: document.validFrom ?? '',
    until: document.validUntil ?? '',
  };
}
