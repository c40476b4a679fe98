import { FAULTS, type TelegramStandIn } from '../../playground/telegram/index.ts'

/**
 * Somebody asks for `/about`, and Telegram takes its time with the answer.
 *
 * @returns once the answer is on its way; `finish` lets it arrive
 */
export async function askSlowly(telegram: TelegramStandIn) {
  const ann = telegram.addUser({ first_name: 'Ann', language_code: 'zh-hans' })
  const chat = telegram.chatWith(ann)
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  telegram.fail('sendMessage', FAULTS.slow(finished))
  const sending = telegram.next('call', ({ method }) => method === 'sendMessage')
  telegram.say(ann, chat, '/about')
  await sending
  return { chat, finish }
}
