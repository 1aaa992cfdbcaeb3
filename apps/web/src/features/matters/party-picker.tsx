import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Organization } from './matter-data.ts';

export type Choice = { value: string; label: string };

/** Bodies and offices that hold no equity. */
const bodies: ReadonlySet<string> = new Set(['committee', 'committee_office', 'party_committee']);

/** Organisations by name; those whose name is tentative or unknown say so. */
export function useOrganizations(): { companies: Choice[]; holders: Choice[]; givers: Choice[] } {
  const t = useText();
  const { data = [] } = useQuery(trpc.organizations.companies.queryOptions());
  const label = ({ code, name, nameStatus }: Organization): string => {
    if (name === '') return t('matters.nameless', { code });
    return nameStatus === 'tentative' && !name.includes('暂定') ? t('matters.tentative', { name }) : name;
  };
  const choices = (of: readonly Organization[]): Choice[] =>
    of.map((one) => ({ value: one.id, label: label(one) }));
  return {
    companies: choices(data.filter((one) => one.kind === 'company')),
    holders: choices(data.filter((one) => !bodies.has(one.kind))),
    givers: choices(data.filter((one) => one.kind !== 'company' && one.kind !== 'supplier')),
  };
}

const NAMED = 'name:';

/** A body of the zone (`id:…`), or anybody else by the name that is typed (`name:…`). */
export function PartyPicker({
  id,
  value,
  onChange,
  companies,
}: {
  /** Given by the form. */
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  companies: readonly Choice[];
}) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const named = (name: string): Choice => ({
    value: `${NAMED}${name}`,
    label: t('proposal.external', { name }),
  });
  const known = companies.map((one) => ({ ...one, value: `id:${one.value}` }));
  const typedName = typed.trim();
  const chosen = value?.startsWith(NAMED) === true ? value.slice(NAMED.length) : '';
  const others = [...new Set([chosen, typedName])].filter(
    (name) => name !== '' && !known.some((one) => one.label === name),
  );
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      allowClear
      placeholder={t('proposal.typeName')}
      options={[...known, ...others.map(named)]}
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  );
}
