// Data Integrity 1.0, 4.5, with eddsa-rdfc-2022, eddsa-jcs-2022, ecdsa-rdfc-2019 and ecdsa-jcs-2019.
import {sha256, sha384} from '@noble/hashes/sha2.js';
import jsonld from 'jsonld';
import contexts from 'tesela-contexts';
import {base58, joined, same, utf8} from './octets.js';
import {verifies} from './keys.js';

const SUITES = {
  'eddsa-rdfc-2022': {kinds: ['ed25519'], form: rdfc},
  'eddsa-jcs-2022': {kinds: ['ed25519'], form: jcs},
  'ecdsa-rdfc-2019': {kinds: ['p256', 'p384'], form: rdfc},
  'ecdsa-jcs-2019': {kinds: ['p256', 'p384'], form: jcs},
};

export const isKnown = proof => proof?.type === 'DataIntegrityProof' && proof.cryptosuite in SUITES;

/** Whether `proof` is a signature of `document` (without its proofs) by `key`. */
export async function isSigned(document, proof, key) {
  const suite = SUITES[proof.cryptosuite];
  if (!suite.kinds.includes(key.kind) || typeof proof.proofValue !== 'string') return false;
  if (proof.proofValue[0] !== 'z' || proof.proofPurpose !== 'assertionMethod') return false;
  const {proof: _, ...bare} = document;
  const {proofValue, ...options} = proof;
  if (options['@context'] && !same(utf8(jcs(options['@context'])), utf8(jcs(bare['@context'])))) return false;
  const configuration = suite.form === rdfc ? {...options, '@context': bare['@context']} : options;
  const digest = key.kind === 'p384' ? sha384 : sha256;
  const data = joined(
    digest(utf8(await suite.form(configuration))),
    digest(utf8(await suite.form(bare)))
  );
  return verifies(key, base58(proofValue.slice(1)), data);
}

/** RDFC-1.0. What has no meaning stops it; nothing is fetched. */
function rdfc(document) {
  return jsonld.canonize(document, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    documentLoader,
  });
}

async function documentLoader(url) {
  if (!Object.hasOwn(contexts, url)) throw new Error(`unknown context ${url}`);
  return {contextUrl: null, documentUrl: url, document: contexts[url]};
}

/** RFC 8785: ECMAScript's own numbers and strings, members in order of their code units. */
export function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map(name => `${JSON.stringify(name)}:${jcs(value[name])}`).join(',')}}`;
}
