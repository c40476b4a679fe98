import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, stop } from 'esbuild'

const WEB = join(import.meta.dirname, '../web')

export interface PageFile {
  readonly type: string
  readonly body: string | Uint8Array
}

/** The page's files by path, bundled in memory. */
export async function bundlePage(): Promise<ReadonlyMap<string, PageFile>> {
  const { outputFiles } = await build({
    entryPoints: { page: join(WEB, 'main.tsx') },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    minify: true,
  })
  // Its service would stay for as long as we do.
  await stop()
  const bundled = outputFiles.map(({ path, contents }): [string, PageFile] => [
    path.endsWith('.css') ? '/page.css' : '/page.js',
    { type: path.endsWith('.css') ? 'text/css' : 'text/javascript', body: contents },
  ])
  return new Map([
    ...bundled,
    ['/', { type: 'text/html', body: await readFile(join(WEB, 'index.html')) }],
    ['/icon.svg', { type: 'image/svg+xml', body: await readFile(join(WEB, 'icon.svg')) }],
  ])
}
