import { z } from 'zod';
import { addressOf } from './mail-address.ts';

/** The mail server that takes checkpoints for holders who are written to. */
export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte, `starttls` before anything is said, `none` on this machine alone. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly password: string } | null;
  /** The address that the mail comes from. */
  readonly from: string;
};

type Server = Omit<SmtpSettings, 'from'>;
const ports = { 'smtps:': 465, 'smtp:': 587 };
/** By number: a name might be looked up elsewhere. */
const loopback = new Set(['127.0.0.1', '[::1]']);

/** What stands before the host, decoded; undefined where it is half a login or no text. */
function loginOf({ username, password }: URL): Server['login'] | undefined {
  if (username === '' && password === '') return null;
  try {
    const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    const text = login.user + login.password;
    return login.user === '' || login.password === '' || /\p{Cc}/u.test(text) ? undefined : login;
  } catch {
    return undefined;
  }
}

/** `smtps://user:password@host:465` or `smtp://…`, with nothing after the port; null where it is neither. */
function serverOf(address: string): Server | null {
  if (!URL.canParse(address) || !/^smtps?:\/\/[^/?#\s]+\/?$/i.test(address)) return null;
  const url = new URL(address);
  const login = loginOf(url);
  if (url.hostname === '' || url.port === '0' || login === undefined) return null;
  const plain = url.protocol === 'smtp:' && loopback.has(url.hostname);
  const encrypted = url.protocol === 'smtps:' ? 'implicit' : 'starttls';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? ports[url.protocol as keyof typeof ports] : Number(url.port),
    tls: plain ? 'none' : encrypted,
    login,
  };
}

/** The variables of mail; all optional, since holders need not be written to. */
export const smtpEnvironment = {
  GUANYUN_SMTP: z
    .string()
    .refine(
      (address) => serverOf(address) !== null,
      '须为 smtps://用户:口令@主机:465 或 smtp://…（强制 STARTTLS），特殊字符用百分号编码 / must be smtps://user:password@host:465 or smtp://…, special characters percent-encoded',
    )
    .transform(serverOf)
    .optional(),
  GUANYUN_SMTP_FROM: z
    .string()
    .refine(
      (from) => addressOf(`mailto:${from}`) !== null,
      '须为一个邮箱地址，只填地址 / must be one mail address and nothing else',
    )
    .optional(),
};
type Given = z.output<z.ZodObject<typeof smtpEnvironment>> & {
  readonly GUANYUN_LOG_HOLDERS: readonly string[];
};

/** The mail server that the environment names, or what is missing for the holders that it names; null: it names none. */
export function smtpOf(env: Given): SmtpSettings | null | { readonly problems: readonly string[] } {
  const { GUANYUN_SMTP: server, GUANYUN_SMTP_FROM: from } = env;
  if (server && from !== undefined) return { ...server, from };
  if (!env.GUANYUN_LOG_HOLDERS.some((address) => addressOf(address) !== null)) return null;
  const missing = Object.entries({ GUANYUN_SMTP: server, GUANYUN_SMTP_FROM: from }).filter(
    ([, value]) => !value,
  );
  return {
    problems: missing.map(
      ([name]) =>
        `${name}：GUANYUN_LOG_HOLDERS 含 mailto: 时必填 / is required where GUANYUN_LOG_HOLDERS has a mailto: address`,
    ),
  };
}
