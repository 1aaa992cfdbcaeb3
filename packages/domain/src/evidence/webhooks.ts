import { type Accepted, accept, type Refused, refuse } from '../kernel/decision.ts';

/** What an endpoint can ask for. Sealed acts (bids, shares of keys, who read what) are in no group. */
export const webhookGroups = [
  'matters',
  'meetings',
  'warrants',
  'contracts',
  'tenders',
  'assets',
  'permissions',
  'log',
] as const;
export type WebhookGroup = (typeof webhookGroups)[number];
export type WebhookKind = 'plain' | 'dingtalk' | 'wecom';

/** Of the zone's administration and its log a company is told nothing. */
const committeeOnly: ReadonlySet<string> = new Set<WebhookGroup>(['permissions', 'log']);

export const TEST_ACT = 'webhooks.test';
export const CHECKPOINT_ACT = 'log.checkpoint';

const names: Readonly<Record<WebhookGroup, Readonly<Record<string, string>>>> = {
  matters: {
    'matters.submit': '提交',
    'matters.accept': '受理',
    'matters.returnToCompany': '退回',
    'matters.refuse': '不予受理',
    'matters.askSupplement': '通知补正',
    'matters.answerSupplement': '答复补正',
    'matters.stopClock': '停止计时',
    'matters.resumeClock': '恢复计时',
    'matters.clear': '法治审核',
    'matters.receive': '出具备案回执',
    'matters.object': '提出备案异议',
    'matters.forward': '报送上级',
    'matters.recordExternalDecision': '登记上级决定',
    'matters.decide': '会议议决',
    'matters.signInstrument': '签发',
    'matters.report': '报告执行情况',
    'matters.complete': '确认办结',
    'matters.archive': '立卷归档',
  },
  meetings: { 'meetings.create': '发起会议', 'meetings.close': '结束会议并计票' },
  warrants: {
    'matters.issue': '用印并印发',
    'matters.revoke': '撤销批复',
    'matters.suspend': '中止执行',
    'matters.resume': '恢复执行',
    'matters.expire': '确认失效',
    'warrants.spend': '据批复办理',
    'warrants.release': '释放批复额度',
    'warrants.askExtension': '申请批复延期',
    'warrants.answerExtension': '答复延期申请',
  },
  contracts: {
    'contracts.agreeList': '签署清单',
    'contracts.publishList': '发布清单',
    'contracts.revokeList': '撤销清单',
    'contracts.entrust': '签订委托',
    'contracts.sign': '签订合同',
    'contracts.start': '批准开工',
    'contracts.complete': '登记完工',
    'contracts.close': '关闭合同',
    'contracts.suspend': '中止',
    'contracts.resume': '恢复履行',
    'contracts.terminate': '终止合同',
    'contracts.applyForPayment': '申请付款',
    'contracts.decidePayment': '审批付款',
    'contracts.proposeAmendment': '提出变更',
    'contracts.decideAmendment': '审批变更',
    'contracts.submitSettlement': '报送结算',
    'contracts.decideSettlement': '审批结算',
    'contracts.handOver': '交付形成资产',
  },
  tenders: {
    'tenders.publish': '发布招标公告',
    'tenders.change': '澄清或修改招标文件',
    'tenders.open': '开标',
    'tenders.fail': '招标失败',
    'tenders.cancel': '终止招标',
    'tenders.publicize': '公示中标候选人',
    'tenders.award': '发出中标通知',
  },
  assets: {
    'assets.createOrder': '开立划转单',
    'assets.signOrder': '交接签字',
    'assets.book': '入账',
    'assets.recordTitle': '登记权属',
    'assets.dispose': '处置资产',
    'assets.encumber': '登记权利限制',
  },
  permissions: {
    'administration.createAccount': '开立账号',
    'administration.createAccounts': '开立账号',
    'administration.disableAccount': '停用账号',
    'administration.enableAccount': '启用账号',
    'administration.askReset': '提出密码重置',
    'administration.releaseReset': '放行密码重置',
    'administration.grantPost': '任命岗位',
    'administration.endPost': '免去岗位',
    'delegations.give': '授权代理',
    'delegations.revoke': '撤销授权',
  },
  log: { [CHECKPOINT_ACT]: '签署日志检查点' },
};

const groupOfAct = new Map(
  webhookGroups.flatMap((group) => Object.keys(names[group]).map((act) => [act, group] as const)),
);
/** The acts that endpoints are told of, with their names. */
export const noticeNames: Readonly<Record<string, string>> = Object.assign(
  { [TEST_ACT]: '测试通知' },
  ...Object.values(names),
);
/** The group that an act belongs to; null: nobody outside is told of it. */
export const webhookGroupOf = (act: string): WebhookGroup | null => groupOfAct.get(act) ?? null;

/** Kinds of things whose number or title may be told; those of people, posts and accounts are personal. */
const titled: ReadonlySet<string> = new Set([
  ...['matter', 'meeting', 'warrant', 'contract', 'cooperation_list', 'tender', 'transfer_order', 'asset'],
  'checkpoint',
]);
export const noticeTitle = (kind: string, title: string): string => (titled.has(kind) ? title : '');

const pages: Readonly<Record<string, string>> = {
  matter: '/matters/',
  meeting: '/meetings/',
  warrant: '/warrants/',
  contract: '/contracts/',
  cooperation_list: '/lists/',
  tender: '/tenders/',
  transfer_order: '/orders/',
  asset: '/assets/',
};
/** The page of what a notice is about. */
export const noticePath = (kind: string, id: string | null): string =>
  kind === 'checkpoint' ? '/log' : id === null || pages[kind] === undefined ? '/' : `${pages[kind]}${id}`;

const SECONDS_FIRST = 10;
const TIMES = 3;
const SECONDS_MAX = 6 * 3600;
/** A delivery is tried so many times, over about a day. */
export const TRIES_MAX = 12;
/** Up to so much of a wait is added, so that receivers are not met by everything at once. */
const JITTER = 0.2;

/** Seconds to wait after so many tries failed; null: no more. `chance` is 0 to 1. */
export function retryAfter(tries: number, chance: number): number | null {
  if (tries >= TRIES_MAX) return null;
  const wait = Math.min(SECONDS_MAX, SECONDS_FIRST * TIMES ** (tries - 1));
  return wait * (1 + JITTER * chance);
}

/** What an endpoint is asked to be. */
export type AskedEndpoint = {
  readonly kind: WebhookKind;
  readonly address: string;
  readonly secret: string | null;
  readonly groups: readonly string[];
};

/** Which part of a robot's address is its password. */
const robotKey = { dingtalk: /[?&]access_token=[\w-]+/, wecom: /[?&]key=[\w-]+/ } as const;
const https = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[^\s#@\\]*)?$/i;
const loopback = /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?(\/[^\s#@\\]*)?$/;

/**
 * Whether an endpoint can be made as asked. Refused: WEBHOOK_ADDRESS (not https, or a robot's without its key),
 * WEBHOOK_SECRET (a DingTalk robot signs by the secret it shows; the others bring none), WEBHOOK_GROUPS (of the zone's
 * administration a company is told nothing).
 */
export function decideEndpoint(
  asked: AskedEndpoint,
  company: boolean,
  mayLoopback: boolean,
): Accepted<null> | Refused {
  const { kind, address } = asked;
  const reachable = https.test(address) || (mayLoopback && loopback.test(address));
  if (!reachable || (kind !== 'plain' && !robotKey[kind].test(address))) return refuse('WEBHOOK_ADDRESS');
  if ((kind === 'dingtalk') !== (asked.secret !== null)) return refuse('WEBHOOK_SECRET');
  if (company && asked.groups.some((group) => committeeOnly.has(group))) return refuse('WEBHOOK_GROUPS');
  return accept(null);
}
