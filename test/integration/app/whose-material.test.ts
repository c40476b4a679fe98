import { describe, expect, it } from 'vitest'
import { loadPictures, type Origin } from '../../../src/answers/index.ts'
import { ContentError, loadCorpus } from '../../../src/corpus/index.ts'
import { type Files, writeMaterial } from '../../support/material.ts'
import { makePng } from '../../support/pictures.ts'
import { openWholeBot } from '../../support/whole-bot.ts'
import { from } from '../../unit/service/support.ts'

const STAFF = '123456789012345678'
const GROUP = '-1001234567890'
const CONTENT = {
  'house.md': '# House rules\n\nThe kitchen closes at ten.\n',
  'crew/collection.yaml': `access:\n  discordRoles: ["${STAFF}"]\n  telegramChats: ["${GROUP}"]\n`,
  'crew/safe.md': '# Safe\n\nThe code of the safe is 4711.\n',
}
const SAID = 'code of the safe is 4711'

async function open(files: Files = CONTENT) {
  const { responder } = await openWholeBot(files)
  return (text: string, who?: Origin, command = 'ask') =>
    responder.respond({ command, text, locale: 'en', ...(who && { from: who }) })
}

describe('a folder that says who may read it', () => {
  it('answers those alone, and nobody without a name', async () => {
    const ask = await open()
    const question = 'What is the code of the safe?'
    const staff = from('mia', { scope: 'discord:9', roles: [`discord:${STAFF}`] })
    const group = from('ben', { scope: `telegram:${GROUP}` })
    expect(JSON.stringify((await ask(question, staff)).blocks)).toContain(SAID)
    expect(JSON.stringify((await ask(question, group)).blocks)).toContain(SAID)
    for (const stranger of [
      undefined,
      from('eve'),
      from('eve', { isOwner: true, manages: true }),
      from('eve', { scope: 'discord:9', roles: ['discord:987654321098765432'] }),
    ])
      for (const [text, command] of [
        [question, 'ask'],
        ['safe', 'search'],
        ['crew/safe 1', 'passage'],
        ['', 'sources'],
      ])
        expect(JSON.stringify((await ask(text as string, stranger, command)).blocks)).not.toMatch(
          /4711|Safe/,
        )
  })

  it('answers a person who may by their role in private, and a chat in the open', async () => {
    const ask = await open()
    const staff = from('mia', { scope: 'discord:9', roles: [`discord:${STAFF}`] })
    expect((await ask('What is the code of the safe?', staff)).audience).toBe('asker')
    const group = from('ben', { scope: `telegram:${GROUP}` })
    expect((await ask('What is the code of the safe?', group)).audience).toBeUndefined()
    expect((await ask('When does the kitchen close?', staff)).audience).toBeUndefined()
  })

  it('shows its pictures to those alone, even where another page points at them', async () => {
    const ask = await open({
      ...CONTENT,
      'house.md': '# House rules\n\nThe kitchen closes at ten. ![Safe](crew/safe.png)\n',
      'crew/safe.md': '# Safe\n\nThe code of the safe is 4711. ![Safe](safe.png)\n',
      'crew/safe.png': makePng(),
    })
    const staff = from('mia', { scope: 'discord:9', roles: [`discord:${STAFF}`] })
    const shownTo = async (text: string, who: Origin) =>
      (await loadPictures(await ask(text, who), 3)).pictures ?? []
    expect(await shownTo('What is the code of the safe?', staff)).toEqual([
      { name: 'picture-1.png', alt: 'Safe', bytes: makePng() },
    ])
    expect(await shownTo('What is the code of the safe?', from('eve'))).toEqual([])
    expect(await shownTo('When does the kitchen close?', staff)).toEqual([])
  })

  it('stops the bot from starting where its file is wrong, naming the field', async () => {
    const folder = await writeMaterial({
      ...CONTENT,
      'crew/collection.yaml': 'access:\n  discordRoles: [123456789012345678]\n',
    })
    await expect(loadCorpus(folder)).rejects.toThrow(ContentError)
    await expect(loadCorpus(folder)).rejects.toThrow(
      /crew\/collection\.yaml:2 · access\.discordRoles\.0: is not the id of a role → write it in/,
    )
  })
})
