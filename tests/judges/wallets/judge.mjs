// A foreign judge: what @sd-jwt/sd-jwt-vc says of a credential for a wallet.
//
// Reads one JSON request a line and answers each with one JSON line, in order:
//
//   {op: "verify", token, key, holder, nonce, now, lists} → {ok, claims} or {ok: false, error}
//   {op: "issue", claims, hidden, header, key}            → {token}
//   {op: "present", token, shown, binding, key}           → {token}
//   {op: "time", act, times, tokens, claims, hidden, header, key} → {seconds}: processor time that
//                                               so many acts, "issue" or "verify", take @sd-jwt/core
//   {op: "versions"}                                      → {node, "@sd-jwt/core"}
//
// Keys are JWK of P-256; `lists` is {uri: token}, `hidden` and `shown` are the package's frames,
// `binding` the claims of a key binding. Nothing is ever fetched and nothing comes from Tesela.

import {createInterface} from 'node:readline';
import {createHash, randomBytes, webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {SDJwtInstance} from '@sd-jwt/core';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';

const ES256 = {name: 'ECDSA', hash: 'SHA-256'};
const P256 = {name: 'ECDSA', namedCurve: 'P-256'};
const octets = text => Buffer.from(text, 'base64url');

async function verifying(jwk) {
  const key = await webcrypto.subtle.importKey('jwk', jwk, P256, false, ['verify']);
  return (data, signature) =>
    webcrypto.subtle.verify(ES256, key, octets(signature), Buffer.from(data));
}

async function signing(jwk) {
  const key = await webcrypto.subtle.importKey('jwk', jwk, P256, false, ['sign']);
  return async data =>
    Buffer.from(await webcrypto.subtle.sign(ES256, key, Buffer.from(data))).toString('base64url');
}

const common = {
  hasher: (data, name) => createHash(name.replace('-', '')).update(Buffer.from(data)).digest(),
  hashAlg: 'sha-256',
  saltGenerator: length => randomBytes(length).toString('base64url'),
};

const acts = {
  async verify({token, key, holder, nonce, now, lists}) {
    const verifier = await verifying(key);
    const instance = new SDJwtVcInstance({
      ...common,
      verifier,
      ...(holder ? {kbVerifier: await verifying(holder)} : {}),
      statusListFetcher: async uri => {
        if (!lists?.[uri]) throw new Error(`no list at ${uri}`);
        return lists[uri];
      },
      statusVerifier: verifier,
    });
    try {
      const found = await instance.verify(token, {
        currentDate: now, ...(nonce ? {keyBindingNonce: nonce} : {})
      });
      return {ok: true, claims: found.payload};
    } catch(error) {
      return {ok: false, error: `${error.name}: ${error.message}`};
    }
  },
  async issue({claims, hidden, header, key}) {
    const instance = new SDJwtVcInstance({
      ...common, signer: await signing(key), signAlg: 'ES256'
    });
    return {token: await instance.issue(claims, hidden, {header})};
  },
  async present({token, shown, binding, key}) {
    const instance = new SDJwtVcInstance({
      ...common, ...(key ? {kbSigner: await signing(key), kbSignAlg: 'ES256'} : {})
    });
    return {token: await instance.present(token, shown, binding ? {kb: {payload: binding}} : {})};
  },
  async time({act, times, tokens, claims, hidden, header, key}) {
    const {d, ...open} = key;
    const instance = new SDJwtInstance({
      ...common, signer: await signing(key), signAlg: 'ES256', verifier: await verifying(open)
    });
    const once = {
      issue: at => instance.issue(claims[at % claims.length], hidden, {header}),
      verify: at => instance.verify(tokens[at % tokens.length]),
    }[act];
    const before = process.cpuUsage();
    for(let at = 0; at < times; at++) await once(at);
    const {user, system} = process.cpuUsage(before);
    return {seconds: (user + system) / 1e6};
  },
  async versions() {
    const path = new URL('node_modules/@sd-jwt/core/package.json', import.meta.url);
    return {node: process.versions.node, '@sd-jwt/core': JSON.parse(readFileSync(path)).version};
  },
};

for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await acts[request.op](request);
  } catch(error) {
    answer = {ok: false, error: String(error?.stack ?? error)};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
