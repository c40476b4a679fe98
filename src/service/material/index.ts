import type { Command } from '../../answers/index.ts'
import { createMaterialCommand } from './commands.ts'
import { createPlaceFiles } from './files.ts'
import { createPlaceLibrary, type PlaceLibraryOptions } from './library.ts'
import { createTeachCommands } from './teach.ts'

export interface PlaceMaterialOptions extends Omit<PlaceLibraryOptions, 'files'> {
  /** Holds a folder for each server and group. */
  readonly folder: string
}

/** Commands by which servers and groups add material of their own. */
export function createPlaceCommands({ folder, ...rest }: PlaceMaterialOptions): readonly Command[] {
  const library = createPlaceLibrary({ files: createPlaceFiles(folder), ...rest })
  return [createMaterialCommand(library), ...createTeachCommands(library)]
}
