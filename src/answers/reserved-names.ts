/**
 * Names that topics may not take, in lower case: those of the commands that every bot has, and
 * those that platforms and the service use. A test compares them with the commands.
 */
export const RESERVED_NAMES: readonly string[] = [
  ...['ask', '问', '問', '提问', '提問', '请问', '請問'],
  ...['search', '搜索', '搜尋', 'find', '查找', '查询', '查詢'],
  ...['passage', '段落', 'p'],
  ...['sources', '来源', '來源', 'source', '出处', '出處'],
  ...['topics', '话题', '話題', 'topic', '主题', '主題'],
  ...['about', '关于', '關於'],
  ...['help', '帮助', '說明', '幫助', '说明', '?'],
  ...['start', 'stop', 'settings', 'reload', 'gaps', 'privacy', 'helpful', 'unhelpful'],
  ...['material', '材料', 'teach', '收录', '收錄', 'consent', 'fill', 'dismiss'],
  ...['report', '近况', '近況'],
  ...['设置', '設定', '设定', '設置', 'config', '隐私', '隱私', '缺口', '重载', '重新載入'],
]
