import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const words = z.union([z.string().transform((line) => line.split(' ')), z.array(z.string())])
const facts = z.array(z.object({ say: z.array(z.string()), ask: z.array(z.string()) }))
const kind = z.object({
  name: z.string(),
  short: z.string(),
  it: z.array(z.string()),
  aside: z.array(z.string()),
  sections: z.array(facts),
})
const templates = z.strictObject({
  pools: z.record(z.string(), words),
  shells: z.array(z.string()),
  kinds: z.record(z.string(), kind),
  offTopic: z.array(z.string()),
})

export type Kind = z.infer<typeof kind>
export type Templates = z.infer<typeof templates>

export const readTemplates = (): Templates =>
  templates.parse(parse(readFileSync(join(import.meta.dirname, 'templates.yaml'), 'utf8')))
