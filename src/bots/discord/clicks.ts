import { MessageFlags } from 'discord-api-types/v10'
import { localeOf } from '../../shared/locale.ts'
import type { Answering } from './answering.ts'
import { markAsker, readCustomId } from './button-data.ts'
import { offerPageBefore } from './buttons.ts'
import { deliver } from './delivery.ts'
import type { ButtonClick, SentForm } from './events.ts'
import { FORM_FIELD, renderForm } from './form.ts'
import { notice } from './messages.ts'
import { originOf } from './origin.ts'
import { chooseReplyMode } from './reply-mode.ts'

/** Answers clicks on buttons, one at a time for each person and button: a double click is one click. */
export function createClicks(answering: Answering): (button: ButtonClick) => Promise<void> {
  const current = new Set<string>()
  return async (button) => {
    const key = `${button.message.id} ${button.user.id} ${button.customId}`
    if (current.has(key)) {
      await button.deferUpdate()
      return
    }
    current.add(key)
    try {
      await answerClick(button, answering)
    } finally {
      current.delete(key)
    }
  }
}

async function answerClick(button: ButtonClick, { ask, show, isOwner }: Answering): Promise<void> {
  const { user, message, customId, locale } = button
  const click = readCustomId(customId)
  if (!click) {
    const old = notice('invalid', localeOf(locale), 'oldButton')
    return deliver(button, Promise.resolve(old), show(user.id), 'ephemeral')
  }
  const { kind, request } = click
  const from = originOf(button, isOwner)
  const answer = ask({ ...request, locale: localeOf(locale, request.text), from })
  if (kind === 'form') {
    // A form must be the first answer to a click, so nothing is deferred.
    const { form } = await answer
    if (form) return void (await button.showModal(renderForm(form, markAsker(user.id))))
  }
  await deliver(
    button,
    kind === 'more' ? answer.then((page) => offerPageBefore(page, request)) : answer,
    show(user.id),
    chooseReplyMode(click, user.id, message.flags.has(MessageFlags.Ephemeral)),
  )
}

/** Answers a form that somebody has filled in: the request of its button, with their words. */
export async function answerForm(form: SentForm, { ask, show, isOwner }: Answering): Promise<void> {
  const { customId, locale, user, fields } = form
  const click = readCustomId(customId)
  const answer = click
    ? ask({
        ...click.request,
        filled: fields.getTextInputValue(FORM_FIELD),
        ...{ locale: localeOf(locale), from: originOf(form, isOwner) },
      })
    : Promise.resolve(notice('invalid', localeOf(locale), 'oldButton'))
  await deliver(form, answer, show(user.id), 'ephemeral')
}
