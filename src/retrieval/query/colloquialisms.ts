/**
 * How people say in chat what written Chinese says otherwise. Language, not material: a name for a
 * thing that an article is about belongs into its lexicon. Each line: what is said, then what is
 * written. Only looked up where the material has not what was said.
 */
const TABLE = `
花钱 费钱 烧钱 砸钱 贵: 成本 费用 昂贵 高昂 花费 耗资 资金
便宜 省钱 划算: 成本 廉价 低廉 降低
有钱 不差钱: 资金 富裕 雄厚 财富 市值
没钱 缺钱 差钱 手头紧 钱少: 资金有限 资金不足 资金 贫困
挣钱 赚钱: 盈利 利润 收入 获利
挣 赚: 盈利 利润 收入 薪资
砸 掏钱 出钱: 投入 投资 资金
值钱 值多少: 市值 价值 价格
厉害 牛 棒 了不起 强大: 领先 强大 优秀 杰出 突出 优势 强
不行 差劲 差 差在 弱 拉胯 拉垮: 落后 不足 弱点 缺点 劣势 问题
毛病 短处 软肋: 弱点 缺点 缺陷 问题 脱节
走红 火 红 出名 有名 名气: 爆火 流行 著名 知名 热门 声誉 关注
慌 急 着急 怕 害怕 担心: 危机 担忧 忧虑 恐惧 意识到
卡 卡住 拦 拦住 不让 不许 不肯 禁 使绊子 下绊子 找茬: 限制 管制 禁止 阻止 阻挡 封锁
管不住 不听话 不听使唤: 失控 控制
管 管住: 监管 控制 管理 规定
废 废掉 扔 扔掉 作废 取消: 撤销 废除 取消 放弃 终止
搞 弄 整: 研究 开发 从事 进行
搞出 弄出 做出 造出 推出: 公布 发布 开发 研制 制造 实现
跑 跑去 跑到 去到: 前往 选择 赴
回来 回去: 回国 返回 归国
不走 留下 待在 呆在: 留在 停留 留
招 招人 招聘: 录用 聘用 招募 员工
老板 头儿: 创始人 负责人 总裁 领导
念 读 念书 念完 读完 上学 学校 母校: 毕业 大学 就读 学位
岁数 年纪 年龄 几岁 多大: 岁 年龄 出生
小伙子 年轻人: 青年 年轻 岁
海归: 海外 留学
留洋 出国 出过国 留过洋 留过学 国外: 海外 留学 外国 欧美
冲到 冲上 排到: 登顶 位居 占据
第一 头一名 老大: 榜首 首位 领先
碾压 甩开: 超越 领先
落下 拉下 掉队: 落后
逆袭 翻身: 突围 突破 超越
逼 逼出 逼出来: 催生 迫使
冒出来 出来 出世: 出现 公布 发布 推出 诞生
本事 能耐: 能力 实力
牛人 大牛 高手 大神: 人才 专家 杰出 顶级
挖人 挖走 抢人: 吸引 人才
打工 干活 上班: 工作 就业 任职
创业 开公司: 创办 创立 创始 初创
国产: 国内 本土
拼 比拼 较劲 对着干: 竞争
翻脸 闹掰: 分裂 竞争
接轨: 脱节
差距: 落后 差异
说不准 不好说 说不好: 不得而知 未知
多半 八成 迟早 早晚: 大概率 可能
赢 打赢 打败 干掉: 成功 胜 击败 战胜 超越
输: 失败 落后
运气 碰运气 走运 侥幸 撞大运 瞎猫碰上死耗子: 偶然
碰上 碰到 遇到 遇上: 面对 遭遇
想 琢磨 动脑子 想问题: 思考 考虑
以后 往后 将来 今后: 未来 将来
以前 从前 早先: 之前 过去 曾经
现在 眼下 这会儿: 如今 今天 目前 暂时
起步 刚起步 开头 刚开头: 开始
里头 里边: 当中 其中 里
要紧 重要 关键: 重要 关键 当务之急 决定
自己干 单干 闷头 独自: 单独 独立
一起 一块 一块儿 联手: 共同 合作 联合 协作
规矩: 规则 规定
吵 吵架 掐 掐架: 争议 分裂 竞争
办法 法子 招数: 方法 方式 措施
好处: 优势 优点 利益
省: 减少 节省 降低
涨 变多: 增加 增长 增强 上升
跌 掉 变少: 下降 减少 降低
追 追上 撵上: 追赶 紧追 赶超
靠: 通过 依靠
凑合 将就: 有限 只能
爸 爸爸 老爸: 父亲
妈 妈妈 老妈: 母亲
老婆 媳妇: 妻子 夫人
老公: 丈夫
娃 小孩 孩子: 子女 儿子 女儿 儿童
没了 走了 过世: 逝世 去世 病逝 死亡
娶 嫁: 结婚 婚
盖 修 造: 建造 修建 兴建 建成
开张: 成立 创立 开业
倒闭 关门 黄了: 关闭 停业 破产
买 买下: 购买 收购
卖: 出售 销售 出口
送: 赠送 授予 输送
拿 拿到 拿下: 获得 取得 占据
当 当上 上来 上台: 担任 上任 出任 就职
下台: 辞职 卸任
打仗: 战争
老外 洋人: 外国人 外国
`

const WRITTEN = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line) => {
      const [said = '', written = ''] = line.split(': ')
      return said.split(' ').map((each) => [each, written.split(' ')] as const)
    }),
)

const PHRASES = [...WRITTEN.keys()].filter(({ length }) => length > 1)
const PHRASE = new RegExp(`(${PHRASES.sort((a, b) => b.length - a.length).join('|')})`)

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })

/** Particles that the segmenter leaves at a verb: `慌了`. */
const PARTICLE = /(?<=.)(?=[了着过]$)/

/** The words of a run of Han characters, where phrases that are spoken stay together. */
export const wordsOf = (run: string): string[] =>
  run
    .split(PHRASE)
    .flatMap((part) =>
      WRITTEN.has(part)
        ? [part]
        : Array.from(SEGMENTER.segment(part), ({ segment }) => segment.split(PARTICLE)).flat(),
    )

/** What is written for a word that is said; none for most. */
export const standardFor = (word: string): readonly string[] => WRITTEN.get(word) ?? []
