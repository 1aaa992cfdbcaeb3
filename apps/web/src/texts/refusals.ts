import type { RefusalCode } from '@guanyun/domain/kernel/refusal-codes.ts';
import { accessRefusalTexts } from './refusals-access.ts';
import { assetActRefusalTexts } from './refusals-assets.ts';
import { contractRefusalTexts } from './refusals-contracts.ts';
import { equityRefusalTexts } from './refusals-equity.ts';
import { assetFinanceRefusalTexts } from './refusals-finance.ts';
import { landRefusalTexts } from './refusals-land.ts';
import { matterRefusalTexts } from './refusals-matters.ts';
import { splitRefusalTexts } from './refusals-splits.ts';
import { tenderRefusalTexts } from './refusals-tenders.ts';

/** One sentence for every refusal: what is wrong and what to do. A code without a sentence does not compile. */
export const refusalTexts: Readonly<Record<RefusalCode, { readonly zh: string; readonly en: string }>> = {
  STALE: {
    zh: '内容已被他人更新，请刷新后在新内容上办理。',
    en: 'It was changed meanwhile; reload and act on the new content.',
  },
  REQUEST_REUSED: {
    zh: '这一请求编号已用于另一内容，请刷新页面后重新办理。',
    en: 'This request was used for something else; reload and do it again.',
  },
  SIGNATURE_WANTED: {
    zh: '本账号已登记签名密钥，这一办理须用密钥签名；请在登记过密钥的设备上办理。',
    en: 'This account has a signing key: sign with it, on a device that has it.',
  },
  SIGNATURE_INVALID: {
    zh: '签名与所办内容不符，未予办理；请刷新页面后重新签名。',
    en: 'The signature is not over what was sent; reload and sign again.',
  },
  KEY_REFUSED: {
    zh: '这把密钥未能登记：须由设备核验本人（指纹、面容或 PIN），且未登记过。',
    en: 'The key was not taken: the device must verify the person, and the key must be new.',
  },
  PASSWORD_WRONG: { zh: '口令不对。', en: 'Wrong password.' },
  NOT_YOUR_ORGANIZATION: {
    zh: '只能办理本单位的事项，请切换到对应单位的岗位。',
    en: "Only your own organisation's; switch to the post there.",
  },
  POST_NOT_IN_FORCE: {
    zh: '该岗位当前不在任期内，请联系安全管理员。',
    en: 'The post is not in force; ask the security administrator.',
  },
  PERSON_UNKNOWN: {
    zh: '没有登记这个人，请先登记人员。',
    en: 'The person is not registered; register first.',
  },
  SAME_PERSON_BOTH_SIDES: {
    zh: '同一自然人不得在同一件事中代表两方，请由他人办理。',
    en: 'One natural person cannot act on both sides; let somebody else.',
  },
  ADMINISTRATORS_EXCLUDE: {
    zh: '系统、安全、审计三名管理员须由三个不同的人担任，且不兼其他岗位。',
    en: 'The three administrators are three different people without other posts.',
  },
  DELEGATION_NOT_ONWARD: {
    zh: '代理人不得转授权，请由岗位本人授权。',
    en: 'Who acts for another cannot pass that on; the holder of the post delegates.',
  },
  SAME_PERSON: { zh: '不能授权给本人，请选择另一个人。', en: 'That is yourself; choose somebody else.' },
  DELEGATION_NOT_FOR_THIS: {
    zh: '这件事不在代理范围内：表决等须本人办理，限定事项的代理只办所列事项。请由本人办理，或切换回自己的岗位。',
    en: 'Not within a delegation: a vote is cast in person, and a delegation for some matters covers only these. Let the holder act, or switch back.',
  },
  DELEGATION_ACROSS_SIDES: {
    zh: '代理人须在同一单位任职，且不在另一方任职，请换一人。',
    en: 'The delegate must hold a post in the same organisation and none on another side; choose somebody else.',
  },
  DELEGATION_BEYOND_OWN: {
    zh: '授权期限须自今日起、止期不早于起期，并在您本人的任期之内，请改日期。',
    en: 'The period starts today or later, ends after it starts and lies within your own term; change the dates.',
  },
  DELEGATION_TOO_LONG: {
    zh: '一次授权最多 {days} 天（含首尾两天），请缩短，届满后可再授权。',
    en: 'A delegation lasts {days} days at most, both ends counted; shorten it and renew it later.',
  },
  DELEGATION_DOCUMENT_MISSING: {
    zh: '主任、法定代表人授权他人签署须有书面授权书，请上传。',
    en: "The director's and the legal representative's delegation is in writing; upload the document.",
  },
  DELEGATION_OVERLAPS: {
    zh: '这一岗位在该期间已授权给此人，请先撤销原授权或改日期。',
    en: 'This post is already delegated to this person for part of that time; revoke that or change the dates.',
  },
  POST_NOT_OF_ORGANIZATION: {
    zh: '公司的岗位只设在公司，其他岗位不设在公司，请改岗位或单位。',
    en: "A company's posts exist in companies only, the others not; change the post or the organisation.",
  },
  POST_TERM_WRONG: {
    zh: '任期日期不对：最后任职日不得早于起任日和昨天，也不得晚于原定止期。',
    en: 'The days do not fit: the last day is not before the first, nor before yesterday, nor after the end already set.',
  },
  MANDATE_PARTIES_WRONG: {
    zh: '委托书只能由区国资委或区政府委托给管委会，请核对委托方和受托方。',
    en: 'A mandate goes from the state-assets office or the government to the committee; check both.',
  },
  MANDATE_TERM_WRONG: {
    zh: '委托书的截止日不得早于起始日，请核对期限。',
    en: 'A mandate does not end before it begins; check its term.',
  },
  MANDATE_NUMBER_TAKEN: {
    zh: '文号 {number} 的委托书已登记；委托书不能更改，请核对文号。',
    en: 'A mandate numbered {number} is on record, and is never changed; check the number.',
  },
  POST_HELD_ALREADY: {
    zh: '此人在该单位的这一岗位已有重叠的任期，请改日期。',
    en: 'The person already holds this post there for part of that time; change the dates.',
  },
  LAST_ADMINISTRATOR: {
    zh: '这是本区最后一名该类管理员，请先任命接任者。',
    en: 'The last administrator of this kind; appoint a successor first.',
  },
  ACCOUNT_NAME_TAKEN: { zh: '账号名已被使用，请换一个。', en: 'The account name is taken; choose another.' },
  PASSWORD_TOO_WEAK: {
    zh: '账号 {account} 的密码太弱：至少 10 位，含大写、小写、数字、符号中的三种，不含账号名，也不由常见口令拼成。',
    en: 'The password of {account} is too weak: ten characters, three kinds of four, not the account name, not made of common passwords.',
  },
  ZONE_ALREADY_SET_UP: { zh: '本区已经建立，请直接登录。', en: 'The zone is set up already; sign in.' },
  DOCUMENT_UNKNOWN: {
    zh: '找不到所附文件，请重新上传。',
    en: 'The attached document is unknown; upload it again.',
  },
  DOCUMENT_TOO_LARGE: {
    zh: '文件过大，请压缩或拆分后上传。',
    en: 'The file is too large; compress or split it.',
  },
  DOCUMENT_TYPE: {
    zh: '不接受这种文件，请上传 PDF、图片、Word、Excel 或文本。',
    en: 'Not an accepted kind of file.',
  },
  DOCUMENT_QUOTA: {
    zh: '本账号上传的文件已达上限（{files} 个、共 {megabytes} MB），不能再传；请联系运维人员调整限额。',
    en: 'This account has handed in as much as it may ({files} files, {megabytes} MB); ask the operator.',
  },
  DOCUMENT_INFECTED: {
    zh: '文件未通过病毒查杀（{found}），没有保存；请处理后重新上传。',
    en: 'The scanner found {found} in the file; it was not kept.',
  },
  SCANNER_AWAY: {
    zh: '病毒查杀服务暂时不可用，文件没有保存；请稍后再传。',
    en: 'The virus scanner cannot be reached; the file was not kept. Try again later.',
  },
  WORKBOOK_UNREADABLE: {
    zh: '读不出这个工作簿，请用下载的模板填写后重新上传。',
    en: 'The workbook cannot be read; use the template.',
  },
  WORKBOOK_HAS_BAD_CELLS: {
    zh: '有 {count} 处单元格有误，未导入任何数据；请按列出的位置改正后重新上传。',
    en: '{count} cells are wrong; nothing was imported. Correct them and upload again.',
  },
  CLASSIFICATION_BLOCKED: { zh: '按规则不得办理：{because}', en: 'Barred: {because}' },
  NOT_ON_LIST: {
    zh: '不在合作清单内（{because}），请通过市场竞争取得。',
    en: 'Not on the list ({because}); win it in the market.',
  },
  LIST_NOT_AGREED: { zh: '清单须双方都签署后才能发布。', en: 'Both sides must agree before publication.' },
  LIST_REVIEW_MISSING: {
    zh: '清单没有通过公平竞争审查的文件，不能发布。',
    en: 'The fair-competition review is not on file.',
  },
  LISTS_OVERLAP: {
    zh: '与已发布的 {version} 版清单有效期重叠，请先调整日期。',
    en: 'Overlaps with published version {version}.',
  },
  LIST_NOT_IN_FORCE: {
    zh: '委托决定日（{on}）没有生效的清单，不能签订。',
    en: 'No list is in force on {on}.',
  },
  AMOUNT_EXCEEDS_CAP: {
    zh: '合计金额超过合同额 {cap} 元，请核对或先办理变更。',
    en: 'The sum exceeds the contract amount {cap}.',
  },
  ASSET_NOT_OWNED: {
    zh: '资产 {code} {name} 不在本单位账上，不能划出。',
    en: 'Asset {code} {name} is not on your books.',
  },
  TITLE_SETTLED: {
    zh: '资产 {code} 的权属与账簿已在同一家，无须登记。',
    en: 'Title and book of asset {code} agree already.',
  },
  TITLE_BEFORE_BOOKING: {
    zh: '资产 {code} 自 {day} 起才在本单位账上，权属登记日期不能更早。',
    en: 'Asset {code} has been on your books since {day}; its title cannot have passed before.',
  },
  PUBLIC_BENEFIT_IN_COMPANY: {
    zh: '公益性资产“{name}”不能进入公司的账，只能由公司管护。',
    en: 'Public-benefit asset “{name}” cannot stand in a company’s book; the company can only keep it up.',
  },
  ASSET_PARTICULARS_WRONG: {
    zh: '资产 {code} 的这些事项填写有误或未填：{fields}。',
    en: 'These particulars of asset {code} are wrong or missing: {fields}.',
  },
  ASSET_PARTICULARS_SAME: {
    zh: '资产 {code} 的事项没有变化。',
    en: 'Nothing changes in the particulars of asset {code}.',
  },
  ASSET_IN_OPEN_ORDER: {
    zh: '资产 {code} {name} 已在另一张未完成的划转单中。',
    en: 'Asset {code} {name} is in another open order.',
  },
  ASSET_NOT_TRANSFERABLE: {
    zh: '资产 {code} {name} 不得划转：{because}',
    en: 'Asset {code} {name} may not be transferred: {because}',
  },
  CLUSTER_NOT_OPERATED: {
    zh: '资产所在组团（{clusters}）须有运营公司，且划入方就是该公司。',
    en: 'The cluster of the asset ({clusters}) must have an operating company, and that company must be the receiver.',
  },
  GIVER_NOT_PUBLIC: {
    zh: '只能申请划入管委会等公共机构的资产；其他公司的资产由该公司自己报批划出。',
    en: 'Only the assets of a public body can be asked for; another company proposes the transfer of its own itself.',
  },
  COUNT_MISSING: {
    zh: '还有 {lines} 项未由双方清点，请先完成清点。',
    en: '{lines} lines are not counted by both sides.',
  },
  DIFFERENCE_ANSWERED: {
    zh: '本单位已对该差异表过态，或该差异已经了结。',
    en: 'Your side has answered this difference, or it is settled.',
  },
  LINE_STILL_BLOCKED: {
    zh: '{code} {name} 仍不能划转：{because}。',
    en: '{code} {name} may still not go: {because}.',
  },
  NOTHING_TO_TRANSFER: {
    zh: '没有一项资产可以划转：{because}。',
    en: 'No asset may be transferred: {because}.',
  },
  ORDER_PAPER_MISSING: {
    zh: '入账前还缺：{papers}。请先上传。',
    en: 'Still missing before booking: {papers}.',
  },
  SUCCESSION_MISSING: {
    zh: '{code} {name} 上附有{kinds}，须先登记由谁承接并上传协议。',
    en: '{code} {name} carries {kinds}: name the successor and upload the agreement first.',
  },
  BALANCES_MISSING: {
    zh: '兄弟公司之间划转冲减划出方权益，请填写划出方资本公积、盈余公积、未分配利润余额。{because}',
    en: 'Between sister companies the net is charged to the giver’s equity: give its balances. {because}',
  },
  TAX_CLAIM_UNFOUNDED: {
    zh: '不能按特殊性税务处理：{because}。请改选一般性税务处理，或补足条件。',
    en: 'The special tax treatment is not open: {because}. Choose the ordinary one.',
  },
  NOT_REVERSIBLE: {
    zh: '只能把原划转单已入账的资产原路划回，{code} 不在其中。',
    en: 'Only what an order booked can go back the way it came; {code} is not in it.',
  },
  TITLE_STILL_OPEN: {
    zh: '还有 {count} 项土地房屋没有登记到划入方名下，请先在资产页登记权属。',
    en: 'Title of {count} parcels and buildings has not passed yet; record it on their pages first.',
  },
  SIGN_BOTH_SIDES: { zh: '须双方在交接单上签字后才能入账。', en: 'Both sides must sign before booking.' },
  COST_BELOW_DEPRECIATION: {
    zh: '原值不得小于折旧与减值之和。',
    en: 'Cost is below depreciation and impairment.',
  },
  VOUCHER_UNBALANCED: {
    zh: '凭证借贷不等（借 {debit}，贷 {credit}），不能入账。',
    en: 'Debits {debit} and credits {credit} differ.',
  },
  ...accessRefusalTexts,
  ...contractRefusalTexts,
  ...landRefusalTexts,
  ...splitRefusalTexts,
  ...assetActRefusalTexts,
  ...assetFinanceRefusalTexts,
  ...equityRefusalTexts,
  ...matterRefusalTexts,
  ...tenderRefusalTexts,
};
