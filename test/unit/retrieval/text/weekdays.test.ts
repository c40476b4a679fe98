import { describe, expect, it } from 'vitest'
import { fold, foldMaterial, foldMaterialAligned } from '../../../../src/retrieval/text/fold.ts'

describe('The names of weekdays', () => {
  it.each([
    ['星期3', '周三'],
    ['水曜日', '周三'],
    ['수요일에', '周三'],
    ['los miércoles', 'los 周三'],
    ['mercredi', '周三'],
    ['по средам', 'по 周三'],
    ['يوم الأربعاء', 'يوم 周三'],
    ['Mon – Wed', '周一-周三'],
    ['何曜日', '周几'],
  ])('are the same in every language: %s', (name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it.each(['3个星期3次', '每周3次', 'we wed in May', 'domingos and domino'])(
    'are not seen in what is none: %s',
    (text) => {
      expect(fold(text)).not.toMatch(/周[三一]/)
    },
  )
})

describe('A range of days in the material', () => {
  it.each([
    ['周二至周五', '周三'],
    ['星期六到星期二', '周一'],
    ['Tuesday to Friday', '周四'],
    ['Mon-Fri', '周三'],
    ['de lunes a viernes', '周三'],
    ['火曜日から金曜日まで', '周三'],
    ['화요일부터 금요일까지', '周三'],
    ['周一、三、五晚上', '周三'],
    ['工作日九点', '周三'],
    ['weekends', '周六'],
    ['十月一日至七日', '3日'],
    ['6月29日-7月2日', '30日'],
  ])('holds each of its days: %s', (text, day) => {
    expect(foldMaterial(text)).toContain(day)
    expect(fold(text)).not.toContain(day)
  })

  it.each(['三个工作日内', '周一 1人', '1月1日至12月31日'])('is not seen in %s', (text) => {
    expect(foldMaterial(text)).toBe(fold(text))
  })

  it('is quoted as it stands there', () => {
    const text = '展厅周二至周五开放'
    const { text: folded, span } = foldMaterialAligned(text)
    const at = folded.indexOf('周三')
    expect(text.slice(...span(at, at + 2))).toBe('周二至周五')
    expect(text.slice(...span(folded.indexOf('开放'), folded.length))).toBe('开放')
  })
})
