import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { type DocumentQuota, documentQuota } from '@guanyun/domain/evidence/document-quota.ts';
import type { LogHash } from '@guanyun/domain/evidence/log-hash.ts';
import type { SignInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import { z } from 'zod';
import { addressOf } from './mail-address.ts';
import { type SmtpSettings, smtpEnvironment, smtpOf } from './mail-settings.ts';
import { type OidcSettings, oidcEnvironment, oidcOf } from './oidc/oidc-settings.ts';
import { type Variables, withFiles } from './secret-files.ts';
import { signInEnvironment, signInOf } from './sign-in-settings.ts';
import { isNetwork } from './webhook-address.ts';

/** An S3-compatible store for documents, addressed as `endpoint/bucket/key`. */
export type S3Settings = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
};

/** Everything that the environment decides. */
export type Settings = {
  /** The owner's address of the database: migrations, and the source of the application role's password. */
  readonly databaseUrl: string;
  /** The application role's address; null: derived from the owner's. */
  readonly databaseAppUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** Folder for documents and the demo accounts; absolute. */
  readonly home: string;
  /** Folder of the backups, absolute; null: none are kept here. */
  readonly backup: string | null;
  /** Folder of the built web; null: none is served. */
  readonly web: string | null;
  /** Whether a new zone is filled with the example. */
  readonly demo: boolean;
  readonly zone: string;
  /** Origin under which browsers reach the server through a proxy; null: its own address. */
  readonly publicOrigin: string | null;
  /** The prefix under which the zone is registered as a publisher of OCDS (`ocds-abc123`); null: it is not. */
  readonly ocidPrefix: string | null;
  /** The PEM file of the key that signs the log's checkpoints; absolute. */
  readonly logKey: string;
  /** The hash that the log of a new zone is begun with; later it has to be the log's. */
  readonly logHash: LogHash;
  /** Addresses of those who keep the log's checkpoints outside: `file:///…`, `https://…` or `mailto:…`. */
  readonly logHolders: readonly string[];
  /** The mail server for holders that are written to; null: none is. */
  readonly smtp: SmtpSettings | null;
  /** Networks whose proxies may say who the client is, besides this machine: addresses or CIDR. */
  readonly trustedProxies: readonly string[];
  /** Where metrics are answered, apart from everything else; null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** The file of the key under which secrets of others are kept; absolute. */
  readonly secretKey: string;
  /** Networks beside the public ones that notices may go to (`10.0.0.0/8`). */
  readonly webhookNetworks: readonly string[];
  /** Whether notices may go to this machine without TLS; for tests only. */
  readonly webhookLoopback: boolean;
  /** Whether a database that may lose answered writes is accepted; for tests only. */
  readonly unsafeDatabase: boolean;
  /** A file that says how many days the example's clock goes ahead; null: the real time. */
  readonly clockFile: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly s3: S3Settings | null;
  /** The provider of identities through which people may sign in; null: none. */
  readonly oidc: OidcSettings | null;
  /** Whether a second factor is asked of everybody, and how long a session without use goes on. */
  readonly signIn: SignInPolicy;
  /** Address of a clamd that looks into files before they are kept, `tcp://host:port`; null: none does. */
  readonly scanner: string | null;
  /** How much one account may hand in. */
  readonly quota: DocumentQuota;
};

/** The environment does not make sense. `problems` has one line a variable. */
export class BadSettings extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BadSettings';
    this.problems = problems;
  }
}

const attempt = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
const isUrl = (protocols: readonly string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

const zDatabase = z
  .string()
  .refine(
    isUrl(['postgres:', 'postgresql:']),
    '须为 postgres://用户:口令@主机:端口/库 / must be a postgres:// address',
  );
const zCount = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, '须为正整数 / must be a whole number above 0')
  .transform(Number);
const zHttp = z
  .string()
  .refine(isUrl(['http:', 'https:']), '须为 http(s):// 地址 / must be an http(s):// address');
const zSwitch = (fallback: boolean) =>
  z
    .enum(['on', 'off', '1', '0'], '须为 on、off、1、0 之一 / must be on, off, 1 or 0')
    .default(fallback ? 'on' : 'off')
    .transform((word) => word === 'on' || word === '1');

/** One address, or a network: all addresses of the world are no proxy. */
const isProxy = (text: string): boolean =>
  isIP(text) !== 0 || (isNetwork(text) && Number(text.split('/')[1]) >= 8);
/** `127.0.0.1:9464` and `[::1]:9464`. */
function listenerOf(text: string): { host: string; port: number } | null {
  const [, v6, v4, port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? v4 ?? '';
  return isIP(host) !== 0 && Number(port) <= 65_535 ? { host, port: Number(port) } : null;
}

/** Several, parted by commas or spaces. */
const zNames = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''));

const zEnvironment = z.object({
  DATABASE_URL: z.string('必填 / is required').pipe(zDatabase),
  DATABASE_APP_URL: zDatabase.optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, '须为 0–65535 的整数 / must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, '须为 0–65535 的整数 / must be a whole number from 0 to 65535')
    .default(8080),
  HOST: z
    .string()
    .refine(
      (host) => host === 'localhost' || isIP(host) !== 0,
      '须为 IP 地址或 localhost / must be an IP address or localhost',
    )
    .default('127.0.0.1'),
  GUANYUN_HOME: z.string().default('.guanyun'),
  GUANYUN_BACKUP: z.string().optional(),
  GUANYUN_WEB: z.string().optional(),
  GUANYUN_DEMO: zSwitch(false),
  GUANYUN_ZONE: z
    .string()
    .refine(
      (zone) => attempt(() => zoneSchema(zone)),
      '须以小写字母开头，只含小写字母、数字和下划线 / must be lower-case letters, digits and underscores',
    )
    .optional(),
  GUANYUN_PUBLIC_URL: zHttp.optional(),
  GUANYUN_OCID_PREFIX: z
    .string()
    .regex(
      /^ocds-[a-z0-9]{6}$/,
      '须为 ocds- 加六位小写字母或数字 / must be ocds- and six lower-case letters or digits',
    )
    .optional(),
  GUANYUN_LOG_KEY: z.string().optional(),
  GUANYUN_LOG_HASH: z
    .enum(['sha256', 'sm3'], '须为 sha256、sm3 之一 / must be sha256 or sm3')
    .default('sha256'),
  GUANYUN_LOG_HOLDERS: zNames.refine(
    (addresses) =>
      addresses.every((one) => addressOf(one) !== null || isUrl(['file:', 'https:', 'http:'])(one)),
    '须为 file:///、https:// 或 mailto:邮箱 地址，以逗号分隔 / must be file:///, https:// or plain mailto: addresses, separated by commas',
  ),
  GUANYUN_SECRET_KEY: z.string().optional(),
  GUANYUN_WEBHOOK_NETWORKS: zNames.refine(
    (networks) => networks.every(isNetwork),
    '须为 10.0.0.0/8 形式的网段，以逗号分隔 / must be networks like 10.0.0.0/8, separated by commas',
  ),
  GUANYUN_WEBHOOK_LOOPBACK: zSwitch(false),
  GUANYUN_TRUSTED_PROXY: zNames.refine(
    (networks) => networks.every(isProxy),
    '须为 IP 地址或网段（前缀至少 8 位），以逗号分隔 / must be addresses or networks of /8 or smaller, separated by commas',
  ),
  GUANYUN_METRICS: z
    .string()
    .refine(
      (text) => listenerOf(text) !== null,
      '须为 IP 地址:端口 / must be an IP address and a port, 127.0.0.1:9464',
    )
    .transform(listenerOf)
    .optional(),
  GUANYUN_UNSAFE_DATABASE: zSwitch(false),
  GUANYUN_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], '须为 debug、info、warn、error、silent 之一')
    .default('info'),
  GUANYUN_SCANNER: z
    .string()
    .refine(
      (text) => isUrl(['tcp:'])(text) && /^tcp:\/\/[^/?#@]+:\d{1,5}$/.test(text),
      '须为 tcp://主机:端口 / must be tcp://host:port',
    )
    .optional(),
  GUANYUN_QUOTA_FILES: zCount.optional(),
  GUANYUN_QUOTA_MB: zCount.optional(),
  GUANYUN_S3_ENDPOINT: zHttp.optional(),
  GUANYUN_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '不是存储桶名 / is not a bucket name')
    .optional(),
  GUANYUN_S3_REGION: z.string().default('us-east-1'),
  GUANYUN_S3_KEY: z.string().optional(),
  GUANYUN_S3_SECRET: z.string().optional(),
  ...smtpEnvironment,
  ...oidcEnvironment,
  ...signInEnvironment,
});
type Environment = z.output<typeof zEnvironment>;

function s3Of(env: Environment): S3Settings | null {
  const wanted = {
    GUANYUN_S3_ENDPOINT: env.GUANYUN_S3_ENDPOINT,
    GUANYUN_S3_BUCKET: env.GUANYUN_S3_BUCKET,
    GUANYUN_S3_KEY: env.GUANYUN_S3_KEY,
    GUANYUN_S3_SECRET: env.GUANYUN_S3_SECRET,
  };
  const given = Object.values(wanted).filter((value) => value !== undefined);
  if (given.length === 0) return null;
  const missing = Object.entries(wanted).filter(([, value]) => value === undefined);
  if (missing.length > 0)
    throw new BadSettings(
      missing.map(
        ([name]) => `${name}：与其他 GUANYUN_S3_* 一并必填 / is required with the other GUANYUN_S3_*`,
      ),
    );
  const [endpoint = '', bucket = '', key = '', secret = ''] = given;
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region: env.GUANYUN_S3_REGION, key, secret };
}

/**
 * The one reading of the environment. An empty variable counts as absent.
 * @throws BadSettings with every problem at once; values are not repeated in it, as some are secret.
 */
export function readSettings(environment: Variables = process.env): Settings {
  const { variables, problems } = withFiles(environment);
  if (problems.length > 0) throw new BadSettings(problems);
  const parsed = zEnvironment.safeParse(
    Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== '')),
  );
  if (!parsed.success)
    throw new BadSettings(parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`));
  const env = parsed.data;
  const [oidc, smtp] = [oidcOf(env), smtpOf(env)];
  if (oidc !== null && 'problems' in oidc) throw new BadSettings(oidc.problems);
  if (smtp !== null && 'problems' in smtp) throw new BadSettings(smtp.problems);
  return {
    databaseUrl: env.DATABASE_URL,
    databaseAppUrl: env.DATABASE_APP_URL ?? null,
    host: env.HOST,
    port: env.PORT,
    home: resolve(env.GUANYUN_HOME),
    backup: env.GUANYUN_BACKUP === undefined ? null : resolve(env.GUANYUN_BACKUP),
    web: env.GUANYUN_WEB === undefined ? null : resolve(env.GUANYUN_WEB),
    demo: env.GUANYUN_DEMO,
    zone: env.GUANYUN_ZONE ?? (env.GUANYUN_DEMO ? 'qijiang' : 'zone'),
    ocidPrefix: env.GUANYUN_OCID_PREFIX ?? null,
    publicOrigin: env.GUANYUN_PUBLIC_URL === undefined ? null : new URL(env.GUANYUN_PUBLIC_URL).origin,
    logKey: resolve(env.GUANYUN_LOG_KEY ?? join(env.GUANYUN_HOME, 'log-key.pem')),
    logHash: env.GUANYUN_LOG_HASH,
    logHolders: env.GUANYUN_LOG_HOLDERS,
    smtp,
    trustedProxies: env.GUANYUN_TRUSTED_PROXY,
    metrics: env.GUANYUN_METRICS ?? null,
    secretKey: resolve(env.GUANYUN_SECRET_KEY ?? join(env.GUANYUN_HOME, 'secret-key')),
    webhookNetworks: env.GUANYUN_WEBHOOK_NETWORKS,
    webhookLoopback: env.GUANYUN_WEBHOOK_LOOPBACK,
    unsafeDatabase: env.GUANYUN_UNSAFE_DATABASE,
    clockFile: env.GUANYUN_DEMO ? join(resolve(env.GUANYUN_HOME), 'days-ahead') : null,
    logLevel: env.GUANYUN_LOG,
    s3: s3Of(env),
    oidc,
    signIn: signInOf(env),
    scanner: env.GUANYUN_SCANNER ?? null,
    quota: {
      files: env.GUANYUN_QUOTA_FILES ?? documentQuota.files,
      bytes: env.GUANYUN_QUOTA_MB === undefined ? documentQuota.bytes : env.GUANYUN_QUOTA_MB * 1024 ** 2,
    },
  };
}
