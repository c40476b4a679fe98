/** Before the path of a file that belongs to a scope. No file of the content folder begins with it. */
export const SCOPE_MARK = '~'

/** Stands for every scope: what the host adds in a chat for everybody. */
export const EVERYWHERE = 'everywhere:host'

/** @param scope key of a server or group: `discord:123`, `telegram:-100123` */
export const folderOfScope = (scope: string): string => scope.replace(':', '-')
export const scopeOfFolder = (folder: string): string => folder.replace('-', ':')

/** Key of the server or group that alone may be answered from a file, or {@link EVERYWHERE}; undefined for a file of the content folder. */
export function scopeOfPath(path: string): string | undefined {
  const folder = path.startsWith(SCOPE_MARK) ? path.slice(1).split('/')[0] : undefined
  return folder === undefined ? undefined : scopeOfFolder(folder)
}
