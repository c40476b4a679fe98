import type { ByLocale, Subcommand } from '../../answers/index.ts'

type Name = 'add' | 'list' | 'show' | 'export' | 'remove'

/** What people type for each. */
const WORDS: Readonly<Record<Name, readonly string[]>> = {
  add: ['add', '添加', '加', '新增', '加入'],
  list: ['list', '列表', '清单', '清單'],
  show: ['show', '查看', '看'],
  export: ['export', '导出', '匯出', '下载', '下載'],
  remove: ['remove', 'delete', '删除', '刪除', '移除'],
}

const FILE_NAME: NonNullable<Subcommand['argument']> = {
  name: { 'zh-Hans': '文件', 'zh-Hant': '檔案', en: 'name' },
  summary: { 'zh-Hans': '文件的名字', 'zh-Hant': '檔案的名字', en: 'Name of the file' },
  required: true,
}

const PAGE_ADDRESS: NonNullable<Subcommand['argument']> = {
  name: { 'zh-Hans': '网址', 'zh-Hant': '網址', en: 'page' },
  summary: {
    'zh-Hans': '或者一个网页的地址，以 https:// 开头',
    'zh-Hant': '或者一個網頁的位址，以 https:// 開頭',
    en: 'Or the address of a web page, beginning with https://',
  },
  required: false,
}

/** The subcommands of `/material`, as a platform offers them. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  {
    ...describe('add', '添加', '新增', {
      'zh-Hans': '把一个文件或网页加进这里的材料；同名的会被替换',
      'zh-Hant': '把一個檔案或網頁加進這裡的材料；同名的會被取代',
      en: 'Add a file or a web page to the material of this place; the same name is replaced',
    }),
    file: true,
    argument: PAGE_ADDRESS,
  },
  describe('list', '列表', '清單', {
    'zh-Hans': '这里有哪些自己的文件',
    'zh-Hant': '這裡有哪些自己的檔案',
    en: 'Files that this place has added',
  }),
  {
    ...describe('show', '查看', '查看', {
      'zh-Hans': '从一个文件里读出了什么',
      'zh-Hant': '從一個檔案裡讀出了什麼',
      en: 'What was understood of a file',
    }),
    argument: FILE_NAME,
  },
  {
    ...describe('export', '导出', '匯出', {
      'zh-Hans': '取回一个文件',
      'zh-Hant': '取回一個檔案',
      en: 'Get a file back',
    }),
    argument: FILE_NAME,
  },
  {
    ...describe('remove', '删除', '刪除', {
      'zh-Hans': '删除一个文件，不再用它回答',
      'zh-Hant': '刪除一個檔案，不再用它回答',
      en: 'Remove a file; it is no longer answered from',
    }),
    argument: FILE_NAME,
  },
]

function describe(name: Name, simplified: string, traditional: string, summaries: ByLocale) {
  return { name, titles: { 'zh-Hans': simplified, 'zh-Hant': traditional, en: name }, summaries }
}

/** The one that somebody means by a word, in any language; case does not matter. */
export const subcommandNamed = (word: string): Name | undefined =>
  (Object.keys(WORDS) as Name[]).find((name) => WORDS[name].includes(word.toLowerCase()))
