// Bytes and their spellings.

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export const utf8 = text => new TextEncoder().encode(text);
export const textOf = bytes => new TextDecoder('utf-8', {fatal: true}).decode(bytes);

export function base58(text) {
  if (text.length > 200) throw new Error('base58');
  let number = 0n;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error('base58');
    number = number * 58n + BigInt(value);
  }
  const bytes = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  for (let at = 0; text[at] === '1'; at++) bytes.unshift(0);
  return Uint8Array.from(bytes);
}

export function base64(text) {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const letters = atob(plain + '='.repeat((4 - (plain.length % 4)) % 4));
  return Uint8Array.from(letters, letter => letter.charCodeAt(0));
}

export const same = (one, other) =>
  one.length === other.length && one.every((value, at) => value === other[at]);

export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
