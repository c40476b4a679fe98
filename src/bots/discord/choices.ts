import type { Suggestion } from '../../answers/index.ts'
import { cutText } from '../../shared/shorten.ts'

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICES = 25
const CHOICE_LENGTH = 100

/** Suggestions as choices of an option; one that Discord would refuse is left out. */
export function toChoices(suggestions: readonly Suggestion[]) {
  return suggestions
    .filter(({ label, value }) => label.trim() && value.trim() && value.length <= CHOICE_LENGTH)
    .map(({ label, value }) => ({ name: cutText(label, CHOICE_LENGTH), value }))
    .slice(0, MAX_CHOICES)
}
