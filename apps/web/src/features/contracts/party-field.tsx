import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { Fields, useFields } from './fields-form.tsx';

export type Party = { readonly id: string; readonly name: string };

/** Who stands on the other side: found by name or identity code, or entered if not on record. */
export function PartyField({ party, onChange }: { party: Party | null; onChange: (party: Party) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const found = useQuery(
    trpc.organizations.counterparties.queryOptions({ text }, { placeholderData: keepPreviousData }),
  );
  const rows = found.data ?? [];
  const known = party === null || rows.some(({ id }) => id === party.id) ? rows : [party, ...rows];
  const fields = useFields([
    { key: 'name', label: 'life.partyName', kind: 'text' },
    { key: 'uscc', label: 'life.uscc', kind: 'text' },
  ]);
  const name = fields.values?.name ?? '';
  return (
    <Card size="small" type="inner" title={t('life.counterparty')}>
      <Form.Item label={t('life.counterparty')} htmlFor="counterparty" layout="vertical" required>
        <Select<string>
          id="counterparty"
          showSearch={{ filterOption: false, onSearch: setText }}
          style={{ maxWidth: 480 }}
          placeholder={t('life.findParty')}
          value={party?.id ?? null}
          onChange={(id) => {
            const row = known.find((one) => one.id === id);
            if (row !== undefined) onChange(row);
          }}
          options={known.map((row) => ({ value: row.id, label: row.name }))}
        />
      </Form.Item>
      <details>
        <summary>{t('life.newParty')}</summary>
        <Flex vertical gap={8} style={{ marginTop: 12 }}>
          <Fields id="party" fields={fields} />
          <ActButton
            disabled={fields.values === null}
            mutation={trpc.organizations.enterSupplier.mutationOptions()}
            input={{ name, uscc: fields.values?.uscc ?? '' }}
            onDone={(entered) => onChange({ id: entered.id, name: entered.name })}
          >
            {t('life.enterParty')}
          </ActButton>
        </Flex>
      </details>
    </Card>
  );
}
