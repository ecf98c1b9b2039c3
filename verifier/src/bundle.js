// What somebody chose: a credential, or a bundle with its bundle.json (docs/keep-forever.md).
import {unzipSync} from 'fflate';
import {textOf} from './octets.js';

const FILE_BYTES = 20_000_000;
const ALL_BYTES = 100_000_000;
const FILES = 2_000;

/** `[{name, bytes, beside}]`: each credential with what lies beside it. Throws Error. */
export function credentialsIn(name, bytes) {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [{name, bytes, copies: {}, proofs: []}];
  const files = unpacked(bytes);
  const manifests = Object.keys(files).filter(path => path.split('/').at(-1) === 'bundle.json');
  if (!manifests.length) throw new Error('bundle.json');
  return manifests.flatMap(path => bundleAt(files, path.slice(0, -'bundle.json'.length)));
}

function unpacked(bytes) {
  let all = 0;
  let count = 0;
  const names = new Set();
  return unzipSync(bytes, {
    filter: file => {
      all += file.originalSize;
      count += 1;
      const parts = file.name.replace(/\/$/, '').split('/');
      const harmless = parts.every(part => !['', '.', '..'].includes(part)) && !/[\\:]/.test(file.name);
      const small = file.originalSize <= FILE_BYTES && all <= ALL_BYTES && count <= FILES;
      if (!harmless || !small || names.has(file.name)) throw new Error(file.name.slice(0, 80));
      names.add(file.name);
      return !file.name.endsWith('/');
    },
  });
}

function bundleAt(files, folder) {
  const content = JSON.parse(textOf(files[`${folder}bundle.json`]));
  if (content.type !== 'KeepForeverBundle' || content.version !== 1) throw new Error('bundle.json');
  const file = name => {
    if (!Object.hasOwn(files, folder + name)) throw new Error(String(name).slice(0, 80));
    return files[folder + name];
  };
  const copies = Object.fromEntries(
    Object.entries(content.copies ?? {}).map(([address, name]) => [address, file(name)])
  );
  const proofs = (content.time_proofs ?? []).map(file);
  return content.credentials.map(one => ({name: folder + one.file, bytes: file(one.file), copies, proofs}));
}
