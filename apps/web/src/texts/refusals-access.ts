/** Refusals of other ways in and out: identities at a provider, notices to others, keys of machines. */
export const accessRefusalTexts = {
  IDENTITY_NOT_PROVEN: {
    zh: '没有等待关联的统一身份：尚未核实，或者核实已超过 10 分钟。请重新核实。',
    en: 'No identity waits to be linked: not proven yet, or over ten minutes ago. Prove it again.',
  },
  IDENTITY_TAKEN: {
    zh: '这个统一身份已关联另一个账号。',
    en: 'This identity is linked to another account.',
  },
  IDENTITY_LINKED_ALREADY: {
    zh: '本账号已关联统一身份；要换一个，请先解除。',
    en: 'This account has an identity already; unlink it first.',
  },
  IDENTITY_NOT_FOR_POST: {
    zh: '管理员账号和供应商账号只能用密码登录，不能关联统一身份。',
    en: 'Accounts of administrators and suppliers sign in by password alone.',
  },
  IDENTITY_ENDED_THERE: {
    zh: '统一身份服务已经终止这次登录。',
    en: 'The identity provider has ended this sign-in.',
  },
  LOGOUT_REPLAYED: {
    zh: '统一身份服务的这条终止通知已经处理过。',
    en: 'This word of the identity provider was dealt with already.',
  },
  WEBHOOK_ADDRESS: {
    zh: '接收地址须为 https 地址；钉钉、企业微信机器人的地址须带有其密钥参数。',
    en: "The address must be https, and a robot's must bear its key.",
  },
  WEBHOOK_SECRET: {
    zh: '钉钉机器人须填写加签密钥，其他类型不填。',
    en: 'A DingTalk robot needs its signing secret; the others take none.',
  },
  WEBHOOK_GROUPS: {
    zh: '公司的接收地址不能订阅账号岗位与存证日志。',
    en: "A company is not told of the zone's accounts, posts and log.",
  },
  SERVICE_KEY_TERM: {
    zh: '密钥的到期日须在今天至一年之内（最迟 {latest}）。',
    en: 'A key ends between today and a year from now ({latest} at the latest).',
  },
  PASSWORD_SAME: {
    zh: '新密码与当前密码相同，请换一个。',
    en: 'The new password is the current one.',
  },
  CODES_SET_UP_ALREADY: {
    zh: '本账号已启用动态验证码；要换验证器，请先停用。',
    en: 'One-time codes are on already; turn them off to change the authenticator.',
  },
  CODES_SET_UP_LATE: {
    zh: '这次启用已超过 15 分钟或不属于本账号，请重新开始。',
    en: 'This set-up is over fifteen minutes old, or not of this account; begin again.',
  },
  CODE_WANTED: {
    zh: '本账号已启用动态验证码，请输入验证器上当前的六位数字。',
    en: 'One-time codes are on: enter the six digits that the authenticator shows now.',
  },
  CODE_INVALID: {
    zh: '动态验证码不对、已过期，或者已经用过一次；请等下一个。',
    en: 'This code is wrong, late, or was used; wait for the next one.',
  },
  RESET_OWN: {
    zh: '自己的密码请在“账号安全”里更换，不能提出重置。',
    en: 'One changes the own password under “My account”; it is not reset.',
  },
  RESET_ALONE: {
    zh: '放行人不能是提出人，也不能是本人：一个人不能重置密码。',
    en: 'Nobody resets a password alone: whoever releases neither asked nor owns it.',
  },
  RESET_ASKED_ALREADY: {
    zh: '这个账号已有一件待放行的重置。',
    en: 'A reset of this account waits already.',
  },
  RESET_OVER: {
    zh: '这件重置已经办过，或超过 24 小时已失效；请重新提出。',
    en: 'This reset was dealt with, or lapsed after 24 hours; ask again.',
  },
} as const;
