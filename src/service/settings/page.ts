import {
  type Action,
  type Answer,
  type Command,
  heading,
  LOCALES,
  type Locale,
  list,
  type Origin,
  paragraph,
  text,
} from '../../answers/index.ts'
import { DEFAULT_COLLECTION } from '../../corpus/types.ts'
import { isAnsweredIn } from './apply.ts'
import { MESSAGES } from './messages.ts'
import { MAX_CHANNELS, type Settings } from './store.ts'

/** What there is to choose from. */
export interface Choices {
  readonly topics: readonly Pick<Command, 'name' | 'titles'>[]
  /** Names of the collections. */
  readonly collections: readonly string[]
  /** Whether questions that find nothing are counted at all. */
  readonly counts: boolean
}

/** Buttons for topics, so that all buttons fit under a message. */
const MAX_TOPICS = 12

/** Buttons for collections, so that they and one that leads back fit under a message. */
const MAX_COLLECTIONS = 20

/** A group without topics, and a private chat, is one channel. */
const hasChannels = ({ channel, scope }: Origin): boolean => channel !== scope

/** Telegram tells a bot nothing of what is not meant for it. */
const hasForums = ({ platform, isPrivate }: Origin): boolean => platform === 'discord' && !isPrivate

/** What a scope has chosen, with a button for each thing that may be chosen instead. */
export function showSettings(
  from: Origin,
  settings: Settings,
  choices: Choices,
  locale: Locale,
  note?: string,
): Answer {
  const lines = describe(from, settings, choices, locale)
  const title = MESSAGES[locale].title[from.isPrivate ? 'private' : 'shared']
  return {
    outcome: 'page',
    locale,
    audience: 'quietly',
    blocks: [
      ...(note ? [paragraph(text(note))] : []),
      heading(title),
      list(lines.map((line) => [text(line)])),
    ],
    citations: [],
    actions: offer(from, settings, choices, locale),
  }
}

function describe(from: Origin, settings: Settings, choices: Choices, locale: Locale): string[] {
  const messages = MESSAGES[locale]
  const topic = choices.topics.find(({ name }) => name === settings.topic)
  return [
    ...(hasChannels(from)
      ? [messages.channels(settings.channels.length, isAnsweredIn(from, settings))]
      : []),
    messages.quiet(settings.quiet),
    ...(hasForums(from) ? [messages.forum(settings.forum)] : []),
    messages.language(settings.locale),
    messages.topic(topic?.titles[locale]),
    ...(hasCollections(settings, choices)
      ? [messages.collections(settings.collections && titlesOf(settings.collections, locale))]
      : []),
    ...(choices.counts ? [messages.remember(settings.remember)] : []),
  ]
}

/** With one collection there is nothing to choose, unless an earlier choice is to be taken back. */
export const hasCollections = (settings: Settings, { collections }: Choices): boolean =>
  collections.length > 1 || settings.collections !== undefined

const titlesOf = (names: readonly string[], locale: Locale): readonly string[] =>
  names.map((name) => (name === DEFAULT_COLLECTION ? MESSAGES[locale].defaultCollection : name))

/** The collections, with a button for each that takes it in or out, page by page. */
export function showCollections(
  settings: Settings,
  { collections }: Choices,
  locale: Locale,
  page = 1,
): Answer {
  const messages = MESSAGES[locale]
  const chosen = new Set(settings.collections ?? collections)
  const button = (label: string, words: string, at?: number): Action => ({
    kind: 'setting',
    label: cutLabel(label),
    request: { command: 'settings', text: words, ...(at && { page: at }) },
  })
  const start = (page - 1) * MAX_COLLECTIONS
  const shown = collections.slice(start, start + MAX_COLLECTIONS)
  const titles = titlesOf(shown, locale)
  return {
    outcome: 'page',
    locale,
    audience: 'quietly',
    blocks: [
      heading(messages.change.collections),
      list(shown.map((name, i) => [text(`${chosen.has(name) ? '✓' : '✗'} ${titles[i]}`)])),
    ],
    citations: [],
    actions: [
      ...shown.flatMap((name, i) =>
        chosen.size === 1 && chosen.has(name)
          ? []
          : button(
              messages.change.collection(titles[i] as string, !chosen.has(name)),
              `material ${onOff(!chosen.has(name))} ${name}`,
            ),
      ),
      ...(settings.collections ? [button(messages.change.allCollections, 'material all')] : []),
      ...(collections.length > start + MAX_COLLECTIONS ? [button('»', 'material', page + 1)] : []),
    ],
  }
}

/** Platforms show no more than 80 characters of a label. */
const cutLabel = (label: string): string =>
  label.length > 80 ? `${label.slice(0, 79).replace(/[\uD800-\uDBFF]$/, '')}…` : label

function offer(from: Origin, settings: Settings, choices: Choices, locale: Locale): Action[] {
  const { change } = MESSAGES[locale]
  const { channels, quiet, forum, remember } = settings
  const button = (label: string, words: string): Action => ({
    kind: 'setting',
    label,
    request: { command: 'settings', text: words },
  })
  const here = channels.includes(from.channel)
    ? button(change.notHere, 'here off')
    : button(change.here(channels.length === 0), 'here on')
  const languages = [undefined, ...LOCALES].filter((each) => each !== settings.locale)
  const topics = [undefined, ...choices.topics].filter((each) => each?.name !== settings.topic)
  return [
    ...(hasChannels(from) ? [here] : []),
    ...(hasChannels(from) && channels.length > 0 ? [button(change.everywhere, 'everywhere')] : []),
    button(change.quiet(!quiet), `quiet ${onOff(!quiet)}`),
    ...(hasForums(from) ? [button(change.forum(!forum), `forum ${onOff(!forum)}`)] : []),
    ...(choices.counts ? [button(change.remember(!remember), `remember ${onOff(!remember)}`)] : []),
    ...(hasCollections(settings, choices) ? [button(change.collections, 'material')] : []),
    ...languages.map((each) => button(change.language(each), `language ${each ?? 'auto'}`)),
    ...topics
      .slice(0, MAX_TOPICS)
      .map((each) => button(change.topic(each?.titles[locale]), `topic ${each?.name ?? 'all'}`)),
  ]
}

const onOff = (on: boolean) => (on ? 'on' : 'off')

/** The settings after what a button says, or somebody types; undefined if that means nothing. */
export function changeSettings(
  from: Origin,
  settings: Settings,
  { topics, collections }: Choices,
  words: string,
): Settings | undefined {
  const [what, value = ''] = words.toLowerCase().split(/\s+/)
  const on = { on: true, off: false }[value]
  switch (what) {
    case 'everywhere':
      return { ...settings, channels: [] }
    case 'here': {
      if (on === undefined || !hasChannels(from)) return undefined
      const others = settings.channels.filter((channel) => channel !== from.channel)
      const channels = on ? [...others, from.channel] : others
      return channels.length > MAX_CHANNELS ? undefined : { ...settings, channels }
    }
    case 'forum':
      return on === undefined || !hasForums(from) ? undefined : { ...settings, forum: on }
    case 'quiet':
    case 'remember':
      return on === undefined ? undefined : { ...settings, [what]: on }
    case 'language': {
      const locale = LOCALES.find((each) => each.toLowerCase() === value)
      return locale || value === 'auto' ? { ...settings, locale } : undefined
    }
    case 'topic': {
      const topic = topics.find(({ name }) => name === value)?.name
      return topic || value === 'all' ? { ...settings, topic } : undefined
    }
    case 'material': {
      if (value === 'all') return { ...settings, collections: undefined }
      const [, , name = ''] = words.split(/\s+/)
      const named =
        collections.find((each) => each === name) ??
        collections.find((each) => each.toLowerCase() === name.toLowerCase())
      if (on === undefined || named === undefined) return undefined
      return chooseCollections(settings, collections, named, on)
    }
    default:
      return undefined
  }
}

/** The last collection cannot be taken out. All collections chosen means those added later as well. */
function chooseCollections(
  settings: Settings,
  collections: readonly string[],
  name: string,
  on: boolean,
): Settings | undefined {
  const before = settings.collections ?? collections
  const chosen = collections.filter((each) => (each === name ? on : before.includes(each)))
  if (chosen.length === 0) return undefined
  return { ...settings, collections: chosen.length < collections.length ? chosen : undefined }
}
