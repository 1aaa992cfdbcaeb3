/** Sentences of sign-in and of the first run (登录、建区). */
export const sessionTexts = {
  'session.signInTitle': { zh: '登录', en: 'Sign in' },
  'session.lead': {
    zh: '管委会监管与公司经营分开，往来事项件件有据。',
    en: 'The committee oversees, the companies operate; every act between them has its warrant.',
  },
  'session.account': { zh: '账号', en: 'Account' },
  'session.password': { zh: '密码', en: 'Password' },
  'session.signIn': { zh: '登录', en: 'Sign in' },
  'session.required': { zh: '必填', en: 'Required' },
  'session.wrong': {
    zh: '账号或密码不对，或账号已停用。请核对后再试；仍不能登录，请联系系统管理员。',
    en: 'Wrong account or password, or the account is disabled. Check and try again, or ask the system administrator.',
  },
  'session.setUpTitle': { zh: '首次使用：建区', en: 'First run: set up the zone' },
  'session.setUpLead': {
    zh: '填写新区名称，并由三个不同的人分任系统、安全、审计管理员；三员互不兼任，也不办理业务。',
    en: 'Name the zone and appoint three different people as system, security and audit administrators; none holds another post.',
  },
  'session.zoneName': { zh: '新区名称', en: 'Name of the zone' },
  'session.zoneExample': { zh: '如：綦江高新区', en: 'e.g. Qijiang High-tech Zone' },
  'session.person': { zh: '姓名', en: 'Full name' },
  'session.personOf': { zh: '{post}的姓名', en: 'Name of the {post}' },
  'session.accountOf': { zh: '{post}的账号', en: 'Account of the {post}' },
  'session.passwordOf': { zh: '{post}的密码', en: 'Password of the {post}' },
  'session.repeatOf': { zh: '再次输入{post}的密码', en: 'Repeat the password of the {post}' },
  'session.repeat': { zh: '再次输入密码', en: 'Repeat the password' },
  'session.accountForm': {
    zh: '3 到 40 位字母、数字、点、下划线或连字符，以字母或数字开头',
    en: '3 to 40 letters, digits, dots, underscores or hyphens; a letter or digit first',
  },
  'session.passwordForm': {
    zh: '至少 10 位，含大写、小写、数字、符号中的三种，且不含账号名',
    en: 'At least ten characters, three kinds of: capital, small, digit, sign; not holding the account name',
  },
  'session.repeatDiffers': { zh: '两次输入的密码不同', en: 'The two passwords differ' },
  'session.samePerson': {
    zh: '三名管理员须是三个不同的人',
    en: 'The three administrators are three different people',
  },
  'session.sameAccount': { zh: '账号不能相同', en: 'Accounts must differ' },
  'session.create': { zh: '建立新区', en: 'Set up the zone' },
  'session.duty.system_admin': {
    zh: '管理账号与运行，不看业务内容',
    en: 'Keeps accounts and operation; sees no business content',
  },
  'session.duty.security_admin': { zh: '查看权限配置与账号', en: 'Reviews permissions and accounts' },
  'session.duty.audit_admin': { zh: '查看留痕并核验', en: 'Reads and verifies the journal' },
  'session.done': {
    zh: '新区已建立，请用管理员账号登录。',
    en: 'The zone is set up; sign in as an administrator.',
  },
  'session.notNeeded': {
    zh: '本区已经建立，请直接登录。',
    en: 'The zone is set up already; please sign in.',
  },
  'session.toSignIn': { zh: '去登录', en: 'Go to sign-in' },
} as const;
