export type PlatformName = 'discord' | 'telegram'

export interface Question {
  /** What an answer refers to: the number of the message or of the interaction. */
  readonly id: string
  readonly platform: PlatformName
  readonly channel: string
  /** Stands in this question and no other. An answer may repeat it, and no other question's. */
  readonly token: string
  /** What its answer says, whatever else it says. */
  readonly expects?: RegExp
  /** Milliseconds, by the clock of the run. */
  readonly askedAt: number
}

export interface Reply {
  readonly platform: PlatformName
  /** The question that it refers to, where it refers to one. */
  readonly id: string | undefined
  readonly channel: string
  readonly text: string
  readonly at: number
}

/**
 * Why a question may go without an answer. Never why it may have two, or one in the wrong place.
 *
 * `killed`: it was on its way in the last moments before the process was killed, and the platform does
 * not tell it again.
 * `away`: it was asked while no bot was connected, or lay unread in a connection that no bot resumed,
 * and the platform tells it to nobody.
 * `stopping`: the process was stopped when it had not yet read the question, asked in that moment, or
 * the platform refused the answer until the stop was over.
 */
export type Excuse = 'killed' | 'away' | 'stopping'
export const EXCUSES: readonly Excuse[] = ['killed', 'away', 'stopping']

/**
 * What was done, and the other side does not know: `answer`, an answer arrived and the platform did
 * not say so; `question`, a process was killed before it could say that it had read a question;
 * `claim`, the platform told two copies of a question while the database in which they agree was away.
 * Where there is no way to ask, doing it again is all that is left.
 */
type Unconfirmed = 'answer' | 'question' | 'claim'

/** What came of the questions of a platform. */
export interface Tally {
  readonly asked: number
  /** Answered once, and what was said is an answer. */
  readonly once: number
  /** Answered once, with a request to try again. */
  readonly tryAgain: number
  /** Answered more than once, although nothing on the way was lost. */
  readonly twice: number
  /** Answered more than once, after something that was done was not confirmed. */
  readonly repeated: Readonly<Record<Unconfirmed, number>>
  /** Neither answered nor excused. */
  readonly lost: number
  /** Replies in another channel than their question's, with another's words, or without the words due. */
  readonly misdirected: number
  /** Replies to nothing that was asked. */
  readonly strays: number
  readonly excused: Readonly<Record<Excuse, { readonly asked: number; readonly answered: number }>>
  /** Milliseconds until the answer, ascending; of excused questions none. */
  readonly waits: readonly number[]
  /** What is wrong, in words, with the question's token; to find the cause. */
  readonly findings: readonly string[]
}

/** Matches replies to questions, and remembers every one that has none, too many or a wrong one. */
export interface Ledger {
  ask(question: Question): void
  hear(reply: Reply): void
  /** Excuses the open questions of which this is true; resolves how many those are. */
  excuse(reason: Excuse, isTrue: (question: Question) => boolean): number
  /** This question may be answered once more than it is due. */
  unconfirm(platform: PlatformName, id: string, what: Unconfirmed): void
  /** Questions that still want an answer. */
  open(): readonly Question[]
  /** When the last reply was heard. */
  lastHeard(): number
  tally(platform: PlatformName): Tally
}

interface Entry {
  readonly question: Question
  replies: number
  asksAgain: boolean
  readonly unconfirmed: Unconfirmed[]
  excuse?: Excuse
  wait?: number
}

/** Letters that make neither pinyin nor an abbreviation, so that no search finds anything for them. */
const LETTERS = 'bfhjkvwxz'
const LENGTH = 6
export const TOKEN = new RegExp(`\\bzq[${LETTERS}]{${LENGTH}}x\\b`, 'g')

/** A word of no language for every number from 0 to half a million. */
export function createToken(number: number): string {
  const digits = number.toString(LETTERS.length).padStart(LENGTH, '0')
  return `zq${digits.replaceAll(/\d/g, (digit) => LETTERS.charAt(Number(digit)))}x`
}

/** @param asksAgain whether these words ask the person to try again */
export function createLedger(asksAgain: (text: string) => boolean): Ledger {
  const entries = new Map<string, Entry>()
  const wrong = { discord: createWrongs(), telegram: createWrongs() }
  let lastHeard = 0
  const keyOf = (platform: PlatformName, id: string) => `${platform} ${id}`
  const isOpen = ({ replies, excuse }: Entry) => replies === 0 && excuse === undefined

  return {
    ask(question) {
      const key = keyOf(question.platform, question.id)
      if (entries.has(key)) throw new Error(`two questions have the number ${key}`)
      entries.set(key, { question, replies: 0, asksAgain: false, unconfirmed: [] })
    },
    hear(reply) {
      const { platform, id, channel, text, at } = reply
      lastHeard = at
      const entry = id === undefined ? undefined : entries.get(keyOf(platform, id))
      if (!entry)
        return void wrong[platform].strays.push(`a reply to nothing: ${text.slice(0, 60)}`)
      const again = asksAgain(text)
      const problem = findProblem(entry.question, channel, text, again)
      if (problem) wrong[platform].misdirected.push(`${entry.question.token}: ${problem}`)
      entry.replies++
      entry.asksAgain = again
      entry.wait ??= at - entry.question.askedAt
    },
    excuse(reason, isTrue) {
      const fitting = [...entries.values()].filter(
        (entry) => isOpen(entry) && isTrue(entry.question),
      )
      for (const entry of fitting) entry.excuse = reason
      return fitting.length
    },
    unconfirm(platform, id, what) {
      entries.get(keyOf(platform, id))?.unconfirmed.push(what)
    },
    lastHeard: () => lastHeard,
    open: () => [...entries.values()].filter(isOpen).map(({ question }) => question),
    tally(platform) {
      const own = [...entries.values()].filter(({ question }) => question.platform === platform)
      return summarise(own, wrong[platform])
    },
  }
}

/** Characters of a wrong answer that are shown. */
const MAX_SHOWN = 300

interface Wrongs {
  readonly strays: string[]
  readonly misdirected: string[]
}

const createWrongs = (): Wrongs => ({ strays: [], misdirected: [] })

function findProblem(
  { channel, token, expects }: Question,
  where: string,
  text: string,
  asksAgain: boolean,
): string | undefined {
  if (where !== channel) return 'answered in another channel'
  const foreign = text.match(TOKEN)?.find((word) => word !== token)
  if (foreign) return `answered with the words of ${foreign}: ${text.slice(0, MAX_SHOWN)}`
  if (expects && !asksAgain && !expects.test(text)) return `answered without ${expects}`
  return undefined
}

function summarise(entries: readonly Entry[], { strays, misdirected }: Wrongs): Tally {
  const due = entries.filter(({ excuse }) => excuse === undefined)
  const lost = due.filter(({ replies }) => replies === 0)
  const several = entries.filter(({ replies }) => replies > 1)
  const twice = several.filter(({ replies, unconfirmed }) => replies > 1 + unconfirmed.length)
  const repeated = several.filter((entry) => !twice.includes(entry))
  const repeatedFor = (what: Unconfirmed) =>
    repeated.filter(({ unconfirmed }) => unconfirmed[0] === what).length
  const single = due.filter(({ replies }) => replies === 1)
  const excusedAs = (reason: Excuse) => {
    const excused = entries.filter(({ excuse }) => excuse === reason)
    return { asked: excused.length, answered: excused.filter(({ replies }) => replies > 0).length }
  }
  return {
    asked: entries.length,
    once: single.filter(({ asksAgain }) => !asksAgain).length,
    tryAgain: single.filter(({ asksAgain }) => asksAgain).length,
    twice: twice.length,
    repeated: {
      answer: repeatedFor('answer'),
      question: repeatedFor('question'),
      claim: repeatedFor('claim'),
    },
    lost: lost.length,
    misdirected: misdirected.length,
    strays: strays.length,
    excused: {
      killed: excusedAs('killed'),
      away: excusedAs('away'),
      stopping: excusedAs('stopping'),
    },
    waits: due.flatMap(({ wait }) => (wait === undefined ? [] : [wait])).sort((a, b) => a - b),
    findings: [
      ...lost.map(({ question }) => `${describe(question)}: not answered`),
      ...twice.map(({ question, replies }) => `${describe(question)}: answered ${replies} times`),
      ...misdirected,
      ...strays,
    ],
  }
}

const describe = ({ token, askedAt }: Question) => `${token}, asked at ${seconds(askedAt)} s`
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
