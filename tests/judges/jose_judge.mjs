// What the npm package jose says of tokens: verifies and signs with JWKs, one JSON line each.
//
//   {op: "verify", token, jwk, now, typ} → {ok, payload} or {ok: false, error}
//   {op: "sign", payload, jwk, header}   → {token} or {error}

import {createInterface} from 'node:readline';
import {SignJWT, importJWK, jwtVerify} from 'jose';

const OPERATIONS = {
  async verify({token, jwk, now, typ, alg}) {
    const key = await importJWK(jwk, alg);
    const {payload} = await jwtVerify(token, key, {
      typ, algorithms: [alg], currentDate: new Date(now)
    });
    return {ok: true, payload};
  },
  async sign({payload, jwk, header}) {
    const key = await importJWK(jwk, header.alg);
    return {token: await new SignJWT(payload).setProtectedHeader(header).sign(key)};
  }
};

for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await OPERATIONS[request.op](request);
  } catch(error) {
    answer = {ok: false, error: String(error?.message ?? error).slice(0, 400)};
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
