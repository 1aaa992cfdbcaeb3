import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';

/** An amount in yuan to the fen, right-aligned; a dash where there is none. */
export function Yuan({ value }: { readonly value: string | null }) {
  return <span className="amount yuan">{value === null ? '—' : displayYuan(parseYuan(value), 'yuan')}</span>;
}
