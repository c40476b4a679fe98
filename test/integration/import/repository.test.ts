import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importSource } from '../../../src/import/index.ts'
import { forgeUrl } from '../../../src/import/repository.ts'

let home: string
let repository: string
let folder: string

function git(...words: string[]) {
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
  execFileSync('git', [...author, ...words], { cwd: repository, stdio: 'pipe' })
}

async function commit(files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(repository, path, '..'), { recursive: true })
    await writeFile(join(repository, path), content)
  }
  git('add', '-A')
  git('commit', '-q', '-m', 'change')
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'import-'))
  repository = join(home, 'lanterns.git')
  folder = join(home, 'content/lanterns')
  await mkdir(repository)
  git('init', '-q')
  await commit({
    'docs/README.md': '# Lanterns\n\nPaper lanterns are folded from one sheet.\n',
    'docs/folding.md': '---\ntitle: Folding\n---\n\nFold twice along the grain.\n',
    'docs/paper.png': Uint8Array.of(137, 80, 78, 71),
    'docs/_draft.md': 'Not yet.\n',
    'src/code.md': 'Not documents.\n',
  })
})

afterEach(() => rm(home, { recursive: true, force: true }))

const importAll = (options = {}) =>
  importSource(`file://${repository}`, folder, { allowPrivate: true, ...options })
const list = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('.')).toSorted()

describe('the import of a repository', () => {
  it('takes the documents and pictures of its docs folder', async () => {
    expect(await importAll()).toMatchObject({ added: 3, complete: true, failed: [] })
    expect(await list()).toEqual(['folding.md', 'index.md', 'paper.png'])
    expect(await readFile(join(folder, 'index.md'), 'utf8')).toContain('folded from one sheet')
  })

  it('follows the next commit: what is changed, new and gone', async () => {
    await importAll()
    git('rm', '-q', 'docs/folding.md')
    await commit({
      'docs/README.md': '# Lanterns\n\nSilk, too.\n',
      'docs/zh/纸.md': '纸要用桑皮纸。\n',
    })
    expect(await importAll()).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 1 })
    expect(await list()).toEqual(['index.md', 'paper.png', 'zh', 'zh/纸.md'])
  })

  it('takes another folder if it is named', async () => {
    await importAll({ path: 'src' })
    expect(await list()).toEqual(['code.md'])
  })

  it('follows no links out of it, and runs none of its hooks', async () => {
    await symlink('/etc/passwd', join(repository, 'docs/passwd.md'))
    git('add', '-A')
    git('commit', '-q', '-m', 'link')
    await importAll()
    expect(await readFile(join(folder, 'passwd.md'), 'utf8')).toBe('/etc/passwd')
  })

  it('is refused for a repository of this machine unless it is allowed', async () => {
    await expect(importAll({ allowPrivate: false })).rejects.toThrow('--allow-private')
    await expect(importSource('ext::sh -c id', folder)).rejects.toThrow()
  })

  it('says in words what is wrong', async () => {
    await expect(
      importSource(`file://${home}/nothing.git`, folder, { allowPrivate: true }),
    ).rejects.toThrow(/does not exist|not appear to be a git repository/)
  })
})

describe('the address of a file on its forge', () => {
  it.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/main/docs/%E7%BA%B8.md'],
    ['git@github.com:o/r.git', 'https://github.com/o/r/blob/main/docs/%E7%BA%B8.md'],
    ['https://gitlab.com/o/g/r.git', 'https://gitlab.com/o/g/r/-/blob/main/docs/%E7%BA%B8.md'],
    ['https://codeberg.org/o/r', 'https://codeberg.org/o/r/src/branch/main/docs/%E7%BA%B8.md'],
    ['https://git.example.org/r.git', undefined],
  ])('of %s', (source, url) => {
    expect(forgeUrl(source, 'main', 'docs/纸.md')).toBe(url)
  })
})
