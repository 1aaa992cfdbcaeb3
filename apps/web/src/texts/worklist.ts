const two = (zh: string, en: string) => ({ zh, en }) as const;

/** Sentences of the list of matters: filters, views, export. */
export const worklistTexts = {
  'matters.filterState': two('按环节筛选', 'Filter by stage'),
  'matters.search': two('按名称或编号查找', 'Find by title or number'),
  'matters.filterMatter': two('按事项筛选', 'Filter by matter'),
  'matters.filterCompany': two('按申报单位筛选', 'Filter by company'),
  'matters.filterLevel': two('按决定层级筛选', 'Filter by level'),
  'matters.filterDue': two('期限不晚于', 'Due no later than'),
  'matters.order': two('排序', 'Order'),
  'matters.order.due': two('剩余时间最少', 'Least time left'),
  'matters.order.newest': two('最近变更', 'Newest change'),
  'matters.total': two('共 {count} 件', '{count} in all'),
  'matters.export': two('导出', 'Export'),
  'matters.views': two('我的视图', 'My views'),
  'matters.noViews': two('还没有保存的视图', 'No view kept yet'),
  'matters.saveView': two('保存为视图', 'Keep as a view'),
  'matters.viewName': two('视图名称', 'Name of the view'),
  'matters.keepView': two('保存', 'Keep'),
  'matters.removeView': two('删除视图', 'Remove the view'),
  'matters.removeViewSure': two('删除视图“{name}”？', 'Remove the view “{name}”?'),
} as const;
