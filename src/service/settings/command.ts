import {
  type Answer,
  type ChatRequest,
  type Command,
  type Origin,
  say,
} from '../../answers/index.ts'
import { changeSettings } from './change.ts'
import { type Choices, hasCollections } from './choices.ts'
import { MESSAGES } from './messages.ts'
import { showCollections, showSettings } from './page.ts'
import type { SettingsStore } from './store.ts'

/**
 * `/settings`: shows what a scope has chosen to anyone who asks, and changes it for those who manage it.
 *
 * @param choices what can be chosen now; topics come and go with the material
 */
export function createSettingsCommand(store: SettingsStore, choices: () => Choices): Command {
  const show = async ({ locale }: ChatRequest, from: Origin, note?: string): Promise<Answer> => {
    const settings = await store.of(from.scope)
    return showSettings(from, settings, choices(), settings.locale ?? locale, note)
  }
  const list = async ({ locale }: ChatRequest, from: Origin, page?: number): Promise<Answer> => {
    const settings = await store.of(from.scope)
    return showCollections(settings, choices(), settings.locale ?? locale, page)
  }
  return {
    name: 'settings',
    titles: { 'zh-Hans': '设置', 'zh-Hant': '設定', en: 'settings' },
    aliases: ['设定', '設置', 'config'],
    summaries: {
      'zh-Hans': '在哪里回答、用什么语言、默认话题（管理员可改）',
      'zh-Hant': '在哪裡回答、用什麼語言、預設話題（管理員可改）',
      en: 'Where and how I answer here; for those who manage the place',
    },
    menu: 'managers',
    async run(request) {
      const { from, locale, text } = request
      const messages = MESSAGES[locale]
      if (!from) return say('invalid', request, messages.noScope)
      if (!text) return show(request, from)
      if (!(await from.mayManage()))
        return { ...say('invalid', request, messages.notAllowed), audience: 'asker' }
      const settings = await store.of(from.scope)
      const isMaterial = /^material(?:\s|$)/i.test(text) && hasCollections(settings, choices())
      if (isMaterial && !/\s/.test(text)) return list(request, from, request.page)
      const changed = changeSettings(from, settings, choices(), text)
      if (!changed) return show(request, from, messages.notUnderstood)
      const kept = await store.save(from.scope, changed)
      if (!kept) return show(request, from, messages.notKept)
      return isMaterial ? list(request, from) : show(request, from)
    },
  }
}
