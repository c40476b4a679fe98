import type { Span } from '../types.ts'

/** Words that ask or bind in Japanese, as the segmenter cuts them; single kana bind as well. */
const JAPANESE = new Set(
  'いつ どこ だれ 誰 谁 何 なに なん いくら いくつ どう どうし どうやっ なぜ どの どれ どちら どんな です でし でした でしょう ます まし ました ましょう ません せん しょう から まで より こと もの ため よう ください くださ くださり もらえ もらえる もらい たら したら れば なら ない する して した しま でき できる ある あり いる れる られ られる せる たい には では とは って という この その あの ここ そこ これ それ あれ'.split(
    ' ',
  ),
)
/** What is put around a Japanese verb or noun to ask politely, which the segmenter cuts at random. */
const JAPANESE_PHRASE = new RegExp(
  [
    '必要(?:が|は|も)?(?:ありますか|あるか|ですか|でしょうか)|(?:あり|い|でき|なり)ま(?:すか?|せんか?)',
    '(?:なけれ|なくて)(?:ば|は)(?:なりませんか?|いけませんか?)|ても(?:いい|よい|よろしい|大丈夫)(?:です|でしょう)?か?',
    '(?:こと)?が(?:でき|可能)(?:ますか?|です|るか)?|(?:たい|ほしい)?(?:の|ん)?です[がかけ]|でしょうか|ますか|ませんか',
    '(?:を?(?:教え|おしえ|知らせ))?て(?:いただけ|もらえ|くださ|下さ|くれ)(?:い|ますか|ませんか)?|を?教えて',
    '(?:ば|たら|と)(?:いい|よい)',
    // How much, how long, and what that takes or costs.
    'ど[のれ](?:くらい|ぐらい|ほど)(?:の(?:期间|时间|日数))?(?:が|は)?(?:かか(?:る|り)|必要)?|(?<=いくら|何[日周月年时分]间?|几日)(?:ぐらい|くらい)?かか(?:る|り)',
    '何[时分日月年周回度人名台本册枚个歳才阶番号円元]间?(?:から|まで|に)?',
    // Verbs that only say where another verb leads: 持っていく, 連れてくる.
    '(?<=[っいきし])て(?:い[くけき]|行[くけき]|く[るれ]|来[るれて]?|き)',
  ].join('|'),
  'g',
)
const KANA = /[\u3041-\u309f]/
const ONE_KANA = /^[\u3041-\u309f]$/
/** What follows the characters of a verb or noun: 借りる, 祭り. */
const OKURIGANA = /(?<=\p{Script=Han})[\u3041-\u309f]{1,2}$/u

const HANGUL = /[\uac00-\ud7a3]+/g
/** Words that ask or bind in Korean, with their particles and endings. */
const KOREAN =
  /^(?:(?:어디|언제|얼마|누구|무엇|뭐|몇)[\uac00-\ud7a3]{0,4}|누가|무슨|뭘|어떻게|어떤|어느|왜|수|것|건|좀|있나요|있어요|있습니까|있을까요|되나요|돼요|될까요|됩니까|하나요|해요|할까요|합니까|해야|인가요|인지|주세요|알려주세요|알려|싶어요)$/

const SEGMENTER = new Intl.Segmenter('ja', { granularity: 'word' })

/** Where words stand in a folded question that only ask or bind in Japanese or Korean. */
export const japaneseAndKoreanStopWords = (text: string): Span[] => {
  const found: Span[] = []
  if (KANA.test(text)) {
    for (const { 0: phrase, index } of text.matchAll(JAPANESE_PHRASE))
      found.push([index, index + phrase.length])
    for (const { segment, index } of SEGMENTER.segment(text)) {
      const end = index + segment.length
      if (ONE_KANA.test(segment) || JAPANESE.has(segment)) found.push([index, end])
      const ending = OKURIGANA.exec(segment)
      if (ending) found.push([index + ending.index, end])
    }
  }
  for (const { 0: word, index } of text.matchAll(HANGUL))
    if (KOREAN.test(word)) found.push([index, index + word.length])
  return found
}
