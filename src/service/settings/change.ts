import { LOCALES, type Origin } from '../../answers/index.ts'
import { type Choices, hasChannels, hasForums } from './choices.ts'
import { MAX_CHANNELS, type Settings } from './store.ts'

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
