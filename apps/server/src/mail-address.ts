const CHARACTERS_MAX = 254;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ADDRESS = new RegExp(`^mailto:([a-z0-9_+-]+(?:\\.[a-z0-9_+-]+)*@${LABEL}(?:\\.${LABEL})*)$`, 'i');

/**
 * The mailbox of `mailto:inspectors@example.cn`; null for all else. One plain address: no name, no second one, nothing after a
 * question mark and nothing encoded, so that no other header and no other receiver can be written into it.
 */
export function addressOf(text: string): string | null {
  const [, address = null] = ADDRESS.exec(text) ?? [];
  return address !== null && address.length <= CHARACTERS_MAX && address.indexOf('@') <= 64 ? address : null;
}
