import type { Command } from '../../answers/index.ts'
import { createMaterialCommand, type ReadPage } from './commands.ts'
import { createPlaceFiles } from './files.ts'
import { createPlaceLibrary, type PlaceLibrary, type PlaceLibraryOptions } from './library.ts'
import { createTeachCommands } from './teach.ts'

export { scopeOf } from './commands.ts'
export type { AddResult, PlaceLibrary } from './library.ts'
export { toMarkdownFile } from './markdown-file.ts'

export interface PlaceMaterialOptions extends Omit<PlaceLibraryOptions, 'files'> {
  /** Holds a folder for each server and group. */
  readonly folder: string
  /** Without it no web pages are added. */
  readonly readPage?: ReadPage
}

/** What servers and groups add, and the commands that they add it with. */
export function createPlaceMaterial({ folder, readPage, ...rest }: PlaceMaterialOptions): {
  readonly library: PlaceLibrary
  readonly commands: readonly Command[]
} {
  const library = createPlaceLibrary({ files: createPlaceFiles(folder), ...rest })
  return {
    library,
    commands: [createMaterialCommand(library, readPage), ...createTeachCommands(library)],
  }
}
