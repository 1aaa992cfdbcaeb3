import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A provider of identities in a process of its own. */
export type ProviderProcess = {
  readonly issuer: string;
  /** Ends a session of its own and tells the client. @returns what the client answered */
  logOut(subject: string, session: string): Promise<number>;
  away(is: boolean): Promise<void>;
  stop(): Promise<void>;
};

const main = resolve(import.meta.dirname, '../../../server/src/oidc/testing/identity-provider-process.ts');

export async function startProvider(client: {
  readonly id: string;
  readonly secret: string;
  readonly origin: string;
}): Promise<ProviderProcess> {
  const child: ChildProcess = fork(main, [JSON.stringify(client)], { silent: true });
  const issuer = await new Promise<string>((done, fail) => {
    let heard = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      const [, found] = /ISSUER (\S+)\n/.exec(chunk.toString()) ?? [];
      if (found !== undefined) done(found);
    });
    child.once('exit', () => fail(new Error(`the provider did not start:\n${heard}`)));
  });
  const ask = async (word: object): Promise<Record<string, unknown>> => {
    const answer = once(child, 'message') as Promise<[Record<string, unknown>]>;
    child.send(word);
    return (await answer)[0];
  };
  return {
    issuer,
    logOut: async (subject, session) => Number((await ask({ subject, session })).status),
    async away(is) {
      await ask({ away: is });
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
