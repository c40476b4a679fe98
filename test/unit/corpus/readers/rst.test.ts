import { describe, expect, it } from 'vitest'
import { cutPassages } from '../../../../src/corpus/passages.ts'
import { readRst } from '../../../../src/corpus/readers/rst/index.ts'

const read = (text: string) => readRst(new TextEncoder().encode(text))

/** What can be quoted: each passage behind its headings. */
const passages = async (text: string) =>
  cutPassages(await read(text)).map((cut) => [cut.heading ?? '', cut.text])

const texts = async (text: string) => (await passages(text)).map(([, words]) => words)

describe('reStructuredText', () => {
  it('is read by its sections, whatever signs are below their titles', async () => {
    expect(
      await passages(
        '======\nKettle\n======\n\nBoils water.\n\nCleaning\n~~~~~~~~\n\nUse vinegar\nonce a month.\n',
      ),
    ).toEqual([
      ['Kettle', 'Boils water.'],
      ['Kettle › Cleaning', 'Use vinegar once a month.'],
    ])
  })

  it('has a title above its sections that has the same signs above it, too', async () => {
    expect(
      await passages('======\nKettle\n======\n\nCleaning\n========\n\nUse vinegar.\n'),
    ).toEqual([['Kettle › Cleaning', 'Use vinegar.']])
  })

  it('shows words without marks: roles by their labels, links, names and escapes', async () => {
    expect(
      await texts(
        [
          '.. _lid:\n\nThe lid\n-------\n',
          'Press *twice* on **Go**, type ``boil --fast``, see :ref:`lid`, :ref:`the page <lid>`,',
          ':doc:`/guide`, :func:`~kettle.boil`, :guilabel:`&Save`, :rfc:`2324`, the `shop`_,',
          '`the maker <https://example.org/maker>`_ and |brand| [1]_. 2 \\* 3.\n',
          '.. _shop: https://example.org/shop\n.. |brand| replace:: Fern\n.. [1] Since May.',
        ].join('\n'),
      ),
    ).toEqual([
      'Press twice on Go, type boil --fast, see The lid, the page, guide, boil, Save, RFC 2324, the shop, the maker and Fern. 2 * 3.',
      'Since May.',
    ])
  })

  it('leads to the addresses of its links', async () => {
    const [cut] = cutPassages(
      await read('See the `shop`_.\n\n.. _shop: https://example.org/shop\n'),
    )
    expect(cut?.styles).toEqual([
      expect.objectContaining({ type: 'link', url: 'https://example.org/shop' }),
    ])
  })

  it.each([
    ['.. The door code is 4711.\n\nOpen daily.\n', ['Open daily.']],
    ['..\n   The door code is 4711.\n\nOpen daily.\n', ['Open daily.']],
    ['.. toctree::\n   :maxdepth: 2\n\n   guide\n   api\n\nOpen daily.\n', ['Open daily.']],
    ['.. include:: ../notes.txt\n\nOpen daily.\n', ['Open daily.']],
    [':orphan:\n\nOpen daily.\n', ['Open daily.']],
  ])('leaves out comments and what a site is built from: %j', async (text, expected) => {
    expect(await texts(text)).toEqual(expected)
  })

  it('gives admonitions, with their titles if they have one', async () => {
    expect(
      await texts(
        '.. warning:: The base stays hot\n   for ten minutes.\n\n.. admonition:: Before you travel\n\n   Empty the tank.\n',
      ),
    ).toEqual(['The base stays hot for ten minutes.', 'Before you travel\nEmpty the tank.'])
  })

  it('says since which version something is so', async () => {
    expect(
      await texts('.. versionadded:: 2.1\n\n.. versionchanged:: 3.0\n   The lamp is green.\n'),
    ).toEqual(['Added in version 2.1.', 'Changed in version 3.0: The lamp is green.'])
  })

  it('keeps the sentence before code with the code', async () => {
    expect(
      await texts(
        'Then start it::\n\n    kettle start\n\nOr so:\n\n.. code-block:: sh\n   :linenos:\n\n   kettle run\n',
      ),
    ).toEqual(['Then start it:\nkettle start', 'Or so:\nkettle run'])
  })

  it('counts the items of lists as they are counted', async () => {
    expect(await texts('3. Fill it.\n4. Close it.\n\n   - gently\n\na) red\nb) blue\n')).toEqual([
      '3. Fill it.\n4. Close it.\n  • gently',
      '• a. red\n• b. blue',
    ])
  })

  it('gives definitions, fields and options with what they explain', async () => {
    expect(
      await texts(
        'Limescale\n  What hard water leaves.\n\nText between.\n\n:Weight: 900 g\n\n-q, --quiet  Without a beep.\n\n.. option:: -t <degrees>\n\n   Stops at a temperature.\n',
      ),
    ).toEqual([
      'Limescale\nWhat hard water leaves.',
      'Text between.',
      'Weight: 900 g',
      '-q, --quiet Without a beep.',
      '-t <degrees>\nStops at a temperature.',
    ])
  })

  it.each([
    '+-------+---------+\n| Lamp  | Means   |\n+=======+=========+\n| amber | heating |\n+-------+---------+\n',
    '===== =======\nLamp  Means\n===== =======\namber heating\n===== =======\n',
    '.. list-table::\n   :header-rows: 1\n\n   * - Lamp\n     - Means\n   * - amber\n     - heating\n',
    '.. csv-table::\n   :header: "Lamp","Means"\n\n   "amber","heating"\n',
  ])('reads a table by its rows, with the names of its columns: %j', async (table) => {
    expect(await texts(table)).toEqual(['Lamp: amber · Means: heating'])
  })

  it('says in each row what a cell over several rows says', async () => {
    expect(
      await texts(
        '+------+-------+\n| Lamp | Means |\n+======+=======+\n| red  | hot   |\n|      +-------+\n|      | empty |\n+------+-------+\n',
      ),
    ).toEqual(['Lamp: red · Means: hot', 'Lamp: red · Means: empty'])
  })

  it.each([
    '+------+----------+\n| 灯   | 意思     |\n+======+==========+\n| 黄灯 | 正在加热 |\n+------+----------+\n',
    '==== ========\n灯   意思\n==== ========\n黄灯 正在加热\n==== ========\n',
  ])('finds the columns of Chinese tables, whose characters are two wide: %j', async (table) => {
    expect(await texts(table)).toEqual(['灯: 黄灯 · 意思: 正在加热'])
  })

  it('joins wrapped Chinese lines without a blank', async () => {
    expect(
      await texts(
        '清洁\n====\n\n每个月用白醋把水壶里面的水垢清洗一次，\n然后用清水冲洗两遍再使用。\n',
      ),
    ).toEqual(['每个月用白醋把水壶里面的水垢清洗一次，然后用清水冲洗两遍再使用。'])
  })

  it('brings pictures along, and knows its author', async () => {
    const document = await read(
      ':Author: Ada Moss\n\nFill it to the line.\n\n.. figure:: img/line.png\n   :alt: the line\n\n   The line inside.\n',
    )
    expect(document.header).toEqual({ author: 'Ada Moss' })
    const cuts = cutPassages(document)
    expect(cuts.flatMap(({ pictures = [] }) => pictures)).toEqual([
      { path: 'img/line.png', alt: 'the line' },
    ])
  })

  it('says what to do with a file that the parser cannot follow', async () => {
    await expect(read('=== ===\na b\n')).rejects.toMatchObject({
      message: expect.stringContaining('is no reStructuredText that the parser can follow'),
      fix: 'fix it there, or convert it: pandoc -o page.md page.rst',
    })
  })
})
