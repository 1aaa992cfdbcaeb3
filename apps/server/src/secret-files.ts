import { readFileSync } from 'node:fs';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Secrets may stand in files, where neither a list of processes nor a dump of the environment shows them: `NAME_FILE` is the path. */
export const inFiles = [
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'GUANYUN_S3_KEY',
  'GUANYUN_S3_SECRET',
  'GUANYUN_OIDC_CLIENT_SECRET',
  'GUANYUN_SMTP',
] as const;

/** The variables with those that stand in files; what is wrong with the files, one line a variable. */
export function withFiles(environment: Variables): { variables: Variables; problems: string[] } {
  const variables: Record<string, string | undefined> = { ...environment };
  const problems: string[] = [];
  for (const name of inFiles) {
    const path = environment[`${name}_FILE`] ?? '';
    if (path === '') continue;
    if ((environment[name] ?? '') !== '')
      problems.push(`${name}：与 ${name}_FILE 只能设其一 / and ${name}_FILE exclude each other`);
    else
      try {
        variables[name] = readFileSync(path, 'utf8').trim();
      } catch {
        problems.push(`${name}_FILE：无法读取 / cannot be read`);
      }
  }
  return { variables, problems };
}
