// One HTML file from the sources: script and style inside, each allowed by its digest alone.
// node build.mjs CONTEXTS.json OUT.html
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const [contexts, out] = process.argv.slice(2);
if (!contexts || !out) {
  console.error('node build.mjs CONTEXTS.json OUT.html');
  process.exit(2);
}

const bundled = await build({
  entryPoints: [resolve(here, 'src/page.js')],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  alias: {'tesela-contexts': resolve(contexts)},
  loader: {'.json': 'json'},
  define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
});
const script = bundled.outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
const style = readFileSync(resolve(here, 'src/page.css'), 'utf8').trim();
const digest = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  "connect-src 'none'",
  `script-src ${digest(script)}`,
  `style-src ${digest(style)}`,
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const page = readFileSync(resolve(here, 'src/page.html'), 'utf8')
  .replace('@POLICY@', () => policy)
  .replace('@STYLE@', () => style)
  .replace('@SCRIPT@', () => script);
mkdirSync(dirname(resolve(out)), {recursive: true});
writeFileSync(out, page);
