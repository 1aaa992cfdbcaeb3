import common from './common-passwords.json' with { type: 'json' };

/** What guesses begin with here: words of this software and of the zone's work, rows of keys, and the best known passwords. */
export const guessedWords: readonly string[] = [
  ...['guanyun', 'guanweihui', 'kaifaqu', 'gaoxin', 'guozi', 'gongsi', 'zhongguo'],
  ...['admin', 'administrator', 'root', 'system', 'test', 'welcome', 'changeme', 'letmein'],
  ...['password', 'passw0rd', 'p@ssw0rd', 'pa$$w0rd', 'iloveyou', 'woaini'],
  ...[
    'qwerty',
    'asdfgh',
    'zxcvbn',
    '1qaz',
    '!qaz',
    '2wsx',
    '@wsx',
    '3edc',
    '#edc',
    'qazwsx',
    'abcdef',
    'abc123',
  ],
  ...['123456', '12345', '654321', '111111', '000000', '666666', '888888', '123123', '112233', '5201314'],
];

/** What is left when each guessed word is taken out must still be a password: so many characters. */
const LEFT_MIN = 8;

function withoutGuessed(password: string): string {
  const longestFirst = [...guessedWords].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ''), password.toLowerCase());
}

/** Words that leaked lists show most often, in small letters; whence they are stands in the file. */
export const commonPasswords: ReadonlySet<string> = new Set(common.words.split(' '));

/** A common password with digits and signs before or behind it, in whatever letters, is still one; what is added must be a password of its own. */
function isCommon(password: string): boolean {
  const core = password.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, '');
  return commonPasswords.has(core) && password.length - core.length < LEFT_MIN;
}

/**
 * GB/T 22239-2019 8.1.4.1 asks for complexity: ten characters and more, of three kinds of four, not holding the login,
 * not made of words that everybody guesses, and no common password with something around it.
 * @returns whether the password may be used
 */
export function strongEnough(password: string, login: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return (
    password.length >= 10 &&
    password.length <= 128 &&
    kinds >= 3 &&
    !password.toLowerCase().includes(login.toLowerCase()) &&
    withoutGuessed(password).length >= LEFT_MIN &&
    !isCommon(password)
  );
}
