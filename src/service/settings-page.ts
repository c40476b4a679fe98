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
} from '../answers/index.ts'
import { isAnsweredIn } from './apply-settings.ts'
import { MESSAGES } from './messages.ts'
import { MAX_CHANNELS, type Settings } from './settings.ts'

/** What can be chosen at all. */
export interface Choices {
  readonly topics: readonly Pick<Command, 'name' | 'titles'>[]
  /** Whether questions that find nothing are counted at all. */
  readonly counts: boolean
}

/** Buttons for topics, so that all buttons fit under a message. */
const MAX_TOPICS = 12

/** A group without topics, and a private chat, is one channel. */
const hasRooms = ({ channel, scope }: Origin): boolean => channel !== scope

/** What a scope has chosen, with a button for each thing that may be chosen instead. */
export function showSettings(
  from: Origin,
  settings: Settings,
  choices: Choices,
  locale: Locale,
  note?: string,
): Answer {
  const lines = describe(from, settings, choices, locale)
  const title = MESSAGES[locale].settings.title[from.isPrivate ? 'private' : 'shared']
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
  const messages = MESSAGES[locale].settings
  const topic = choices.topics.find(({ name }) => name === settings.topic)
  return [
    ...(hasRooms(from)
      ? [messages.channels(settings.channels.length, isAnsweredIn(from, settings))]
      : []),
    messages.quiet(settings.quiet),
    messages.language(settings.locale),
    messages.topic(topic?.titles[locale]),
    ...(choices.counts ? [messages.remember(settings.remember)] : []),
  ]
}

function offer(from: Origin, settings: Settings, choices: Choices, locale: Locale): Action[] {
  const { change } = MESSAGES[locale].settings
  const { channels, quiet, remember } = settings
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
    ...(hasRooms(from) ? [here] : []),
    ...(hasRooms(from) && channels.length > 0 ? [button(change.everywhere, 'everywhere')] : []),
    button(change.quiet(!quiet), `quiet ${onOff(!quiet)}`),
    ...(choices.counts ? [button(change.remember(!remember), `remember ${onOff(!remember)}`)] : []),
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
  { topics }: Choices,
  words: string,
): Settings | undefined {
  const [what, value = ''] = words.toLowerCase().split(/\s+/)
  const on = { on: true, off: false }[value]
  switch (what) {
    case 'everywhere':
      return { ...settings, channels: [] }
    case 'here': {
      if (on === undefined || !hasRooms(from)) return undefined
      const others = settings.channels.filter((channel) => channel !== from.channel)
      const channels = on ? [...others, from.channel] : others
      return channels.length > MAX_CHANNELS ? undefined : { ...settings, channels }
    }
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
    default:
      return undefined
  }
}
