const z = (zh: string, en: string) => ({ zh, en }) as const;

/** What everyone may read and download of contracting processes. */
export const openDataTexts = {
  'open.releases': z('公开数据（OCDS）', 'Open data (OCDS)'),
  'open.releasesHint': z(
    '按开放合同数据标准 1.1 逐次发布，只增不改；汇总结果等于各次发布依次合并。',
    'Released step by step under the Open Contracting Data Standard 1.1, never changed; the record is the merge of its releases.',
  ),
  'open.record': z('下载本过程数据', 'Download this process'),
  'open.all': z('下载全部数据', 'Download everything'),
  'open.processes': z('采购过程与合同', 'Processes and contracts'),
  'open.none': z('还没有公开的采购过程', 'No public process yet'),
  'open.process': z('采购过程', 'Process'),
  'open.buyer': z('采购人', 'Buyer'),
  'open.supplier': z('供应商', 'Supplier'),
  'open.method': z('方式', 'Method'),
  'open.stage': z('阶段', 'Stage'),
  'open.changedAt': z('最近发布', 'Last released'),
  'open.data': z('数据', 'Data'),
  'open.more': z('更多', 'More'),
  'ocdsStage.tender': z('招标中', 'Tendering'),
  'ocdsStage.award': z('已定标', 'Awarded'),
  'ocdsStage.contract': z('合同履行', 'Contracted'),
  'ocdsStage.ended': z('已结束', 'Ended'),
} as const;

/** The codelist releaseTag of OCDS 1.1. */
export const openDataCodes = {
  'ocdsTag.tender': z('招标', 'Tender'),
  'ocdsTag.tenderAmendment': z('招标变更', 'Tender amended'),
  'ocdsTag.tenderUpdate': z('招标进展', 'Tender updated'),
  'ocdsTag.tenderCancellation': z('招标终止', 'Tender cancelled'),
  'ocdsTag.award': z('定标', 'Award'),
  'ocdsTag.awardUpdate': z('定标更新', 'Award updated'),
  'ocdsTag.awardCancellation': z('定标取消', 'Award cancelled'),
  'ocdsTag.contract': z('合同', 'Contract'),
  'ocdsTag.contractUpdate': z('合同更新', 'Contract updated'),
  'ocdsTag.contractAmendment': z('合同变更', 'Contract amended'),
  'ocdsTag.contractTermination': z('合同终止', 'Contract ended'),
  'ocdsTag.implementation': z('履行', 'Implementation'),
  'ocdsTag.implementationUpdate': z('履行进展', 'Implementation updated'),
} as const;
