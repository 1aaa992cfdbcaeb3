import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { type HandedOver, HandedOverPassword } from '../../components/handed-over.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const empty = { personId: '', account: '' };

/** An account for somebody on record who has none. */
export function NewAccount() {
  const t = useText();
  const code = useCode();
  const [entered, setEntered] = useState(empty);
  const [made, setMade] = useState<HandedOver | null>(null);
  const { data = [], error } = useQuery(trpc.administration.personsWithoutAccount.queryOptions());
  const set = (part: Partial<typeof empty>): void => setEntered({ ...entered, ...part });
  const options = data.map(({ person, posts }) => ({
    value: person.id,
    label: [person.name, ...posts.map((post) => `${code('post', post.kind)} · ${post.organization}`)].join(
      ' ',
    ),
  }));
  return (
    <Card title={t('administration.newAccount')} style={{ marginBottom: 16 }}>
      <Typography.Paragraph type="secondary">{t('administration.newAccountHint')}</Typography.Paragraph>
      <FailureAlert error={error} />
      <Flex wrap gap={16}>
        <Form.Item
          label={t('administration.choosePerson')}
          htmlFor="newAccountPerson"
          layout="vertical"
          style={{ maxWidth: '100%' }}
          required
        >
          <Select
            id="newAccountPerson"
            style={{ width: 360, maxWidth: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={t('administration.everyoneHasOne')}
            value={entered.personId || null}
            onChange={(personId: string | null) => set({ personId: personId ?? '' })}
            options={options}
          />
        </Form.Item>
        <Form.Item label={t('administration.newLogin')} htmlFor="newAccountLogin" layout="vertical" required>
          <Input
            id="newAccountLogin"
            autoComplete="off"
            value={entered.account}
            onChange={(event) => set({ account: event.target.value })}
          />
        </Form.Item>
      </Flex>
      <ActButton
        type="primary"
        disabled={entered.personId === '' || entered.account.trim() === ''}
        mutation={trpc.administration.createAccount.mutationOptions()}
        input={{ ...entered, account: entered.account.trim() }}
        onDone={(answer) => {
          setEntered(empty);
          setMade(answer);
        }}
      >
        {t('administration.create')}
      </ActButton>
      {made !== null && <HandedOverPassword made={made} onClose={() => setMade(null)} />}
    </Card>
  );
}
