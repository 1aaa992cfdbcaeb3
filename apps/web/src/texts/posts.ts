/** Sentences of the page on which posts are granted and ended (岗位任免). */
export const postTexts = {
  'posts.title': { zh: '岗位任免', en: 'Posts' },
  'posts.subtitle': {
    zh: '权限来自岗位：任命即有权，免职后该岗位的会话在下一次操作时退出',
    en: 'Rights come from posts: granting gives them, and sessions in an ended post are out at their next request',
  },
  'posts.new': { zh: '任命岗位', en: 'Grant a post' },
  'posts.person': { zh: '人员', en: 'Person' },
  'posts.choosePerson': { zh: '选择登记在册的人', en: 'Choose somebody on record' },
  'posts.kind': { zh: '岗位', en: 'Post' },
  'posts.organization': { zh: '单位', en: 'Organisation' },
  'posts.from': { zh: '起任日', en: 'From' },
  'posts.to': { zh: '止期（可不填）', en: 'Until (may be left open)' },
  'posts.grant': { zh: '任命', en: 'Grant' },
  'posts.confirmGrant': {
    zh: '确定任命 {name} 为「{post}」？',
    en: 'Grant “{post}” to {name}?',
  },
  'posts.registered': {
    zh: '新人员先由组织工作簿登记；没有账号的人，由系统管理员开立账号后才能登录。',
    en: 'New people are registered by the workbook; the system administrator opens the account.',
  },
  'posts.inForce': { zh: '在任岗位', en: 'Posts in force' },
  'posts.search': { zh: '按姓名或单位查找', en: 'Find by name or organisation' },
  'posts.period': { zh: '任期', en: 'Term' },
  'posts.open': { zh: '长期', en: 'open' },
  'posts.coming': { zh: '未到任', en: 'not begun' },
  'posts.end': { zh: '免职', en: 'End' },
  'posts.endOf': { zh: '免去 {name} 的「{post}」', en: 'End “{post}” of {name}' },
  'posts.lastDay': { zh: '最后任职日', en: 'Last day in the post' },
  'posts.lastDayHint': {
    zh: '填昨天则立即失权；填今天则到今日结束。',
    en: 'Yesterday takes the rights away at once; today leaves them until midnight.',
  },
  'posts.none': { zh: '没有符合条件的岗位', en: 'No post matches' },
} as const;
