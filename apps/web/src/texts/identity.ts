/** Sentences of sign-in through a provider of identities (统一身份). */
export const identityTexts = {
  'identity.signInBy': { zh: '用{name}登录', en: 'Sign in with {name}' },
  'identity.or': { zh: '或', en: 'or' },
  'identity.away': {
    zh: '{name}暂时连不上，请用账号和密码登录。',
    en: '{name} cannot be reached just now; sign in with account and password.',
  },
  'identity.failed.AWAY': {
    zh: '统一身份服务中途断了，没有登录成功。请用账号和密码登录，或稍后再试。',
    en: 'The identity provider went away in the middle. Use account and password, or try later.',
  },
  'identity.failed.BUSY': { zh: '尝试过于频繁，请一分钟后再试。', en: 'Too many tries; wait a minute.' },
  'identity.failed.FLOW_LOST': {
    zh: '这次登录不是在本浏览器发起的，或者已经超过 10 分钟、已经用过。请重新点击登录。',
    en: 'This sign-in was not started in this browser, is over ten minutes old, or was used already. Start again.',
  },
  'identity.failed.REFUSED_THERE': {
    zh: '统一身份服务没有确认您的身份：已取消或被拒绝。',
    en: 'The identity provider did not confirm you: cancelled or refused.',
  },
  'identity.failed.ANSWER_BAD': {
    zh: '统一身份服务的答复没有通过核验，未予采信。请重试；仍然如此，请告知系统管理员。',
    en: "The identity provider's answer did not stand up to the checks. Try again, or tell the system administrator.",
  },
  'identity.failed.NOT_LINKED': {
    zh: '这个统一身份还没有关联账号。请先用账号和密码登录，再到“统一身份”页关联。',
    en: 'No account is linked to this identity. Sign in with account and password first, then link it on the page “Identity”.',
  },
  'identity.failed.ACCOUNT_OUT': {
    zh: '关联的账号现在不能用统一身份登录：已停用、没有在任岗位、登录已被统一身份服务终止，或者是只能用密码登录的账号。',
    en: 'The linked account cannot come in this way now: disabled, without a post, ended by the provider, or for password sign-in only.',
  },
  'identity.title': { zh: '统一身份', en: 'Identity' },
  'identity.subtitle': {
    zh: '把单位的统一身份关联到自己的账号，以后可以用它登录；密码登录照常可用',
    en: "Link your organisation's identity to your account and sign in with it; the password works as before",
  },
  'identity.noProvider': { zh: '本区没有设置统一身份登录', en: 'This zone has no identity provider' },
  'identity.mine': { zh: '已关联的统一身份', en: 'Linked identity' },
  'identity.person': { zh: '身份', en: 'Identity' },
  'identity.issuer': { zh: '统一身份服务', en: 'Provider' },
  'identity.linkedAt': { zh: '关联时间', en: 'Linked at' },
  'identity.none': { zh: '还没有关联统一身份', en: 'No identity linked yet' },
  'identity.notForPost': {
    zh: '管理员账号和供应商账号只能用密码登录，不能关联统一身份。',
    en: 'Accounts of administrators and suppliers sign in by password alone.',
  },
  'identity.prove': { zh: '到{name}核实身份', en: 'Prove it at {name}' },
  'identity.proveHow': {
    zh: '先到{name}核实您是谁，回到本页后输入登录口令，关联才完成。',
    en: 'First prove who you are at {name}; back on this page, enter your password to finish.',
  },
  'identity.waiting': {
    zh: '{name} 已经核实。输入登录口令，把它关联到本账号。',
    en: '{name} is proven. Enter your password to link it to this account.',
  },
  'identity.password': { zh: '登录口令', en: 'Password' },
  'identity.link': { zh: '关联到本账号', en: 'Link to this account' },
  'identity.linked': { zh: '已关联', en: 'Linked' },
  'identity.unlink': { zh: '解除关联', en: 'Unlink' },
  'identity.unlinkHow': {
    zh: '请输入登录口令。解除后，用统一身份登录的会话随即结束。',
    en: 'Enter your password. Sessions that came from this identity end at once.',
  },
  'identity.unlinkOf': { zh: '解除账号 {account} 的统一身份', en: 'Unlink the identity of {account}' },
  'identity.noneOf': { zh: '未关联', en: 'none' },
  'identity.signedIn': { zh: '统一身份登录', en: 'by identity provider' },
  'identity.signedInHow': {
    zh: '由 {issuer} 核实；认证强度 {acr}；核实时间 {at}',
    en: 'Vouched for by {issuer}; acr {acr}; proven at {at}',
  },
  'identity.notSaid': { zh: '未说明', en: 'not said' },
} as const;
