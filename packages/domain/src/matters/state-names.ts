import type { MatterState } from './matter-case.ts';

/** How the states of a case are called in Chinese, on pages and in workbooks. */
export const stateNames = {
  draft: '草稿',
  signed: '已签署',
  submitted: '待受理',
  accepted: '已受理',
  reviewed: '已审查',
  on_agenda: '已上会',
  approved: '会议通过',
  rejected: '会议未通过',
  deferred: '暂缓',
  forwarded: '已报上级',
  externally_approved: '上级同意',
  externally_rejected: '上级不同意',
  issued: '已批复',
  executed: '已执行',
  returned: '已退回',
  withdrawn: '已撤回',
} as const satisfies Record<MatterState, string>;
