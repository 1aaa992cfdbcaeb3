/** Sentences of the page of signing keys (签名密钥). */
export const signingTexts = {
  'signing.title': { zh: '签名密钥', en: 'Signing keys' },
  'signing.subtitle': {
    zh: '登记后，签署、表决、签发等办理都由您的设备（指纹、面容、PIN 或安全密钥）当场签名；密钥不离开设备，旁人无法以您的名义办理',
    en: 'With a key, signing, voting and issuing are signed on your device (finger, face, PIN or security key). The key never leaves it: nobody can act in your name',
  },
  'signing.mine': { zh: '已登记的密钥', en: 'My keys' },
  'signing.none': {
    zh: '还没有登记密钥：目前的办理只凭登录会话',
    en: 'No key yet: what you do rests on the session alone',
  },
  'signing.name': { zh: '名称', en: 'Name' },
  'signing.namePlaceholder': { zh: '如：办公室电脑', en: 'e.g. office computer' },
  'signing.password': { zh: '登录口令', en: 'Password' },
  'signing.addedAt': { zh: '登记时间', en: 'Added' },
  'signing.add': { zh: '登记新密钥', en: 'Add a key' },
  'signing.addNow': { zh: '在本设备上登记', en: 'Add on this device' },
  'signing.added': { zh: '已登记', en: 'Added' },
  'signing.noDevice': {
    zh: '设备没有给出密钥：可能已取消，或本设备不支持；须经 https 或本机地址访问',
    en: 'The device gave no key: cancelled, or not able to; the site must be reached by https or on this machine',
  },
  'signing.remove': { zh: '注销', en: 'Remove' },
  'signing.removeTitle': { zh: '注销密钥“{name}”', en: 'Remove the key “{name}”' },
  'signing.removeHow': {
    zh: '请输入登录口令。已签的仍然有效；此后不能再用它签名。',
    en: 'Enter your password. What it signed stays signed; it signs nothing more.',
  },
} as const;
