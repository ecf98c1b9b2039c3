// Whose key is it, and what says so? (did:key; Controlled Identifiers 1.0; JWK, RFC 7517)
import {ed25519} from '@noble/curves/ed25519.js';
import {p256, p384} from '@noble/curves/nist.js';
import {base58, base64, joined} from './octets.js';

const KINDS = [
  {prefix: [0xed, 0x01], kind: 'ed25519', bytes: 32},
  {prefix: [0x80, 0x24], kind: 'p256', bytes: 33},
  {prefix: [0x81, 0x24], kind: 'p384', bytes: 49},
];
const CURVES = {Ed25519: 'ed25519', 'P-256': 'p256', 'P-384': 'p384'};

/** Whether `signature` is this key's of `data`; ECDSA hashes with its curve's digest. */
export function verifies(key, signature, data) {
  try {
    if (key.kind === 'ed25519') return ed25519.verify(signature, data, key.bytes, {zip215: false});
    const curve = key.kind === 'p256' ? p256 : p384;
    return curve.verify(signature, data, key.bytes, {prehash: true, lowS: false});
  } catch {
    return false;
  }
}

export function multikey(text) {
  if (typeof text !== 'string' || text[0] !== 'z') return null;
  const bytes = base58(text.slice(1));
  const known = KINDS.find(
    some => some.prefix.every((octet, at) => bytes[at] === octet) && bytes.length === some.bytes + 2
  );
  return known ? {kind: known.kind, bytes: bytes.slice(2)} : null;
}

export function jwk(stated) {
  const kind = CURVES[stated?.crv];
  if (!kind || typeof stated.x !== 'string') return null;
  const x = base64(stated.x);
  if (kind === 'ed25519') return {kind, bytes: x};
  return {kind, bytes: joined(Uint8Array.of(4), x, base64(stated.y ?? ''))};
}

/**
 * The key at `method`, from the first that has it: its own name, what the person
 * gave, what the bundle carries. `{key, from, ended, revoked}`, `{fault}` or null.
 */
export function keyOf(method, given, carried) {
  const [controller, fragment] = String(method).split('#');
  if (controller.startsWith('did:key:')) {
    const own = controller.slice('did:key:'.length);
    const key = own === fragment ? multikey(own) : null;
    return key ? {key, controller, from: 'own'} : null;
  }
  const told = stated(given);
  if (told?.key) return {key: told.key, controller, from: 'given'};
  if (told?.document?.id === controller) return listed(told.document, method, 'given');
  const found = carried.find(document => document?.id === controller);
  return found ? listed(found, method, 'carried') : null;
}

function stated(given) {
  const text = (given ?? '').trim();
  if (!text) return null;
  if (text[0] === 'z') return {key: multikey(text)};
  const value = JSON.parse(text);
  return value.crv ? {key: jwk(value)} : {document: value};
}

function listed(document, method, from) {
  const controller = document.id;
  const absolute = name => (typeof name === 'string' && name[0] === '#' ? controller + name : name);
  const names = [].concat(document.assertionMethod ?? []);
  const entry = [].concat(document.verificationMethod ?? []).find(one => absolute(one?.id) === method);
  const listedFor = names.some(one => absolute(typeof one === 'string' ? one : one?.id) === method);
  if (!entry || !listedFor || entry.controller !== controller) return {fault: 'key_other', from};
  const key = multikey(entry.publicKeyMultibase) ?? jwk(entry.publicKeyJwk);
  return key ? {key, controller, from, ended: entry.expires, revoked: entry.revoked} : null;
}
