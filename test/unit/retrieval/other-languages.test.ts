import { describe, expect, it } from 'vitest'
import type { SearchIndex } from '../../../src/retrieval/index.ts'
import { indexPage } from '../../support/material.ts'

const indexOf = (language: string, page: string): Promise<SearchIndex> =>
  indexPage(`---\nlanguage: ${language}\n---\n\n${page}`)

const PAGES: Readonly<Record<string, string>> = {
  ru: `# Лодочная станция

Ключ от сарая висит у сторожа.

Байдарки возвращают к шести вечера.

За спасательный жилет берут сто рублей.

Палатки разбивают на поляне за причалом.
`,
  vi: `# Câu lạc bộ thuyền

Phao cứu sinh treo sau cửa kho.

Thuyền nhỏ cho thuê từ tám giờ sáng.

Đồ câu mượn ở bàn lễ tân.

Vé gửi xe giá hai nghìn đồng.
`,
  es: `# Club de vela

Los chalecos cuelgan detrás de la puerta del almacén.

La cuota anual son cuarenta euros.

El comedor cierra los lunes.
`,
  de: `# Segelverein

Die Schwimmwesten hängen hinter der Tür des Schuppens.

Der Jahresbeitrag beträgt vierzig Euro.

Die Küche bleibt montags geschlossen.
`,
  ja: `# 帆船クラブ

船庫の鍵は港の食堂で預かっています。

救命胴衣は各自で持ってきてください。

会費は毎月三千円です。

帆布は雨の日に乾かします。
`,
  ko: `# 요트 클럽

창고 열쇠는 항구 식당에 맡깁니다.

돛을 바꾸려면 선장에게 말합니다.

구명조끼는 토요일에 나눠 줍니다.

회비는 한 달에 삼만 원입니다.
`,
}

const INDEXES = new Map(
  await Promise.all(
    Object.entries(PAGES).map(
      async ([language, page]) => [language, await indexOf(language, page)] as const,
    ),
  ),
)

/** The paragraph that a question is answered with, and whether it is called an answer. */
const ask = async (language: string, question: string) => {
  const result = await INDEXES.get(language)?.search(question)
  return { certainty: result?.certainty, paragraph: result?.hits[0]?.passage.paragraphs[0] }
}

describe('a question in another language', () => {
  it.each([
    ['ru', 'У кого ключ от сарая?', 1],
    ['ru', 'до скольки возвращать байдарку', 2],
    ['ru', 'сколько стоит спасательный жилет?', 3],
    ['ru', 'где можно разбить палатку', 4],
    ['ru', 'где находится ключ от сарая', 1],
    ['ru', 'во сколько возвращать байдарки', 2],
    ['vi', 'phao cứu sinh ở đâu?', 1],
    ['vi', 'phao cuu sinh o dau', 1],
    ['vi', 'do cau muon o dau', 3],
    ['vi', 've gui xe bao nhieu tien', 4],
    ['es', '¿Dónde están los chalecos?', 1],
    ['es', 'cuanto es la cuota', 2],
    ['es', '¿qué día cierra el comedor?', 3],
    ['es', '¿dónde se encuentran los chalecos?', 1],
    ['de', 'Wo sind die Schwimmwesten?', 1],
    ['de', 'Wo befinden sich die Schwimmwesten?', 1],
    ['de', 'An welchem Tag ist die Küche geschlossen?', 3],
    ['ja', '救命胴衣を持っていく必要がありますか', 2],
    ['ja', '船庫の鍵を教えていただけますか', 1],
    ['ja', '会費は何円ですか', 3],
    ['ja', '会費は毎月どれくらいかかりますか', 3],
    ['ko', '돛을 어떻게 바꿔요?', 2],
    ['ko', '열쇠를 어디에 맡겨요?', 1],
    ['ko', '구명조끼는 언제 나눠요?', 3],
  ])(
    'is not weighed down by its words that ask or bind: %s %s',
    async (language, question, paragraph) => {
      expect(await ask(language, question)).toEqual({ certainty: 'found', paragraph })
    },
  )

  it.each([
    ['ru', 'сколько стоит ключ от сарая?'],
    ['vi', 'phao cứu sinh giá bao nhiêu?'],
    ['ja', '船庫の鍵はいくらですか'],
    ['es', '¿Cuánto cuestan los chalecos?'],
  ])('for a price has no answer where none is said: %s %s', async (language, question) => {
    expect((await ask(language, question)).certainty).not.toBe('found')
  })

  it.each([
    ['ru', 'где купить билет на поезд'],
    ['vi', 'bể bơi ở đâu'],
    ['de', 'Wo ist das Schwimmbad?'],
    ['ja', '灯台はどこですか'],
    ['ko', '수영장은 어디예요?'],
  ])(
    'has no answer where the material speaks of something else: %s %s',
    async (language, question) => {
      expect((await ask(language, question)).certainty).not.toBe('found')
    },
  )
})

describe('a word that binds in another language', () => {
  it('is a word like others in an English question', async () => {
    const index = await indexOf('en', '# Dice\n\nThe die has eight sides.\n\nThe box is red.\n')
    const { hits } = await index.search('how many sides has the die?')
    expect(hits[0]?.matches).toContain('die')
  })
})
