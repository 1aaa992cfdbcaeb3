import { Alert, Card, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Warrant } from './equity-data.ts';
import { moneyTyped } from './replacement-draft.ts';

type Capital = NonNullable<Extract<Warrant['content'], { matter: 'capital_change' }>['capital']>;
type Props = {
  readonly warrant: Warrant;
  readonly capital: Capital;
  readonly today: string;
  readonly onDone: (registerOn: string) => void;
};

function CapitalForm({ warrant, today, onDone, grows }: Omit<Props, 'capital'> & { grows: boolean }) {
  const t = useText();
  const [typed, setTyped] = useState({ registerOn: today, registrationOn: '', paid: '' });
  const set = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const { registerOn, registrationOn, paid } = typed;
  const yuan = paid === '' ? null : moneyTyped(paid);
  const wrong = paid !== '' && yuan === null;
  return (
    <>
      <Flex wrap gap={16}>
        <TextField
          id="capitalOn"
          label="equity.registerOn"
          type="date"
          required
          max={today}
          value={registerOn}
          onChange={(text) => set({ registerOn: text })}
        />
        <TextField
          id="capitalRegistered"
          label="equity.registrationOn"
          type="date"
          max={today}
          value={registrationOn}
          onChange={(text) => set({ registrationOn: text })}
        />
        {grows && (
          <TextField
            id="capitalPaid"
            label="equity.paidAtOnce"
            type="decimal"
            value={paid}
            wrong={wrong ? 'equity.badAmount' : null}
            onChange={(text) => set({ paid: text })}
          />
        )}
      </Flex>
      <ActButton
        type="primary"
        disabled={registerOn === '' || wrong}
        confirm={t('equity.capitalConfirm')}
        mutation={trpc.equity.enterCapital.mutationOptions()}
        input={{
          warrantId: warrant.id,
          registerOn,
          ...(registrationOn === '' ? {} : { registrationOn }),
          ...(yuan === null || yuan === '0.00' ? {} : { paid: yuan }),
        }}
        onDone={() => onDone(registerOn)}
      >
        {t('equity.enterCapital')}
      </ActButton>
    </>
  );
}

/** An approved change of capital: whose, how much and at what price as decided; its days and one button. */
export function CapitalCard(props: Props) {
  const { warrant, capital } = props;
  const t = useText();
  const name = warrant.parties.find((party) => party.id === capital.holderId)?.name ?? capital.holderId;
  const { content } = warrant;
  const grows = !(content.matter === 'capital_change' && content.facts.direction === 'decrease');
  return (
    <Card title={t(grows ? 'equity.capitalIncrease' : 'equity.capitalDecrease')}>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={[
          { key: 'holder', label: t('equity.holder'), children: name },
          { key: 'capital', label: t('equity.eventAmount'), children: <Amount value={capital.subscribed} /> },
          { key: 'price', label: t('equity.price'), children: capital.price ?? '—' },
          { key: 'expires', label: t('equity.executeExpires'), children: warrant.expiresOn },
        ]}
      />
      <br />
      {warrant.state === 'in_force' ? (
        <CapitalForm {...props} grows={grows} />
      ) : (
        <Alert
          type={warrant.state === 'spent' ? 'success' : 'warning'}
          showIcon
          title={warrant.state === 'spent' ? t('equity.entered') : t('equity.warrantOver')}
        />
      )}
    </Card>
  );
}
