/** A browser as far as HTTP goes: cookies by origin, redirects by hand. */
export type TinyBrowser = {
  /** Goes to an address as a link of our own page does, or as another site's. */
  go(address: string, from?: 'same-origin' | 'cross-site' | 'none'): Promise<Visit>;
  /** Follows redirects until a page, or until an address that `until` names. */
  follow(visit: Visit, until?: (address: string) => boolean): Promise<Visit>;
  /** Sends the form of a page. */
  submit(address: string, fields: Readonly<Record<string, string>>): Promise<Visit>;
  /** Calls a procedure as our own page does; without an input it is a question. */
  call(procedure: string, input?: object): Promise<{ status: number; json: unknown }>;
  cookies(origin: string): Map<string, string>;
};
export type Visit = {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Where it sends on to; null: nowhere. */
  readonly to: string | null;
};

export function tinyBrowser(home: string): TinyBrowser {
  const jars = new Map<string, Map<string, string>>();
  const jar = (origin: string): Map<string, string> => {
    const found = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, found);
    return found;
  };
  async function visit(address: string, options: RequestInit): Promise<Visit> {
    const own = jar(new URL(address).origin);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(options.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(address, { ...options, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) own.delete(name);
      else own.set(name, value);
    }
    const location = answer.headers.get('location');
    const to = location === null ? null : new URL(location, address).href;
    return { address, status: answer.status, headers: answer.headers, body: await answer.text(), to };
  }
  const go: TinyBrowser['go'] = (address, from = 'same-origin') =>
    visit(address, { headers: { accept: 'text/html', 'sec-fetch-site': from } });
  return {
    go,
    async follow(start, until = () => false) {
      let at = start;
      for (let n = 0; at.to !== null && !until(at.to) && n < 10; n += 1) at = await go(at.to, 'cross-site');
      return at;
    },
    submit: (address, fields) => visit(address, { method: 'POST', body: new URLSearchParams(fields) }),
    async call(procedure, input) {
      const { status, body } = await visit(`${home}/trpc/${procedure}`, {
        method: input === undefined ? 'GET' : 'POST',
        headers: {
          'x-guanyun': '1',
          'content-type': 'application/json',
          origin: home,
          'sec-fetch-site': 'same-origin',
        },
        body: input === undefined ? null : JSON.stringify(input),
      });
      return { status, json: body === '' ? null : JSON.parse(body) };
    },
    cookies: jar,
  };
}
