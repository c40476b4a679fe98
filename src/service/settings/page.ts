import {
  type Action,
  type Answer,
  heading,
  LOCALES,
  type Locale,
  list,
  type Origin,
  paragraph,
  text,
} from '../../answers/index.ts'
import { DEFAULT_COLLECTION } from '../../corpus/types.ts'
import { shorten } from '../../shared/shorten.ts'
import { isAnsweredIn } from './apply.ts'
import { type Choices, hasChannels, hasCollections, hasForums } from './choices.ts'
import { MESSAGES } from './messages.ts'
import type { Settings } from './store.ts'

/** Characters of a label that platforms show. */
const LABEL_LENGTH = 80

/** Buttons for topics, so that all buttons fit under a message. */
const MAX_TOPICS = 12

/** Buttons for collections, so that they and one that leads back fit under a message. */
const MAX_COLLECTIONS = 20

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
    label: shorten(label, LABEL_LENGTH),
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
