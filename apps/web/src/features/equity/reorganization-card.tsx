import { Link } from '@tanstack/react-router';
import { Alert, Card, Descriptions, Flex, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Warrant } from './equity-data.ts';

/** The content of a warrant by which a merger or division is entered. */
export type Reorganization = Extract<Warrant['content'], { matter: 'reorganization' }>;
type Props = {
  readonly warrant: Warrant;
  readonly content: Reorganization;
  readonly today: string;
  readonly onDone: (registerOn: string) => void;
};

function Terms({ warrant, content }: Pick<Props, 'warrant' | 'content'>) {
  const t = useText();
  const name = (id: string) => warrant.parties.find((party) => party.id === id)?.name ?? id;
  const { companyId, absorption, division } = content;
  const terms =
    absorption !== undefined
      ? [
          { key: 'absorbed', label: t('equity.absorbed'), children: name(companyId) },
          { key: 'absorber', label: t('equity.absorber'), children: name(absorption.absorberId) },
          {
            key: 'exchange',
            label: t('equity.exchange'),
            children: t('equity.exchangeOf', { n: absorption.exchange }),
          },
        ]
      : [
          { key: 'divided', label: t('equity.divided'), children: name(companyId) },
          { key: 'founded', label: t('equity.founded'), children: name(division?.receiverId ?? '') },
          {
            key: 'passing',
            label: t('equity.passing'),
            children: <Amount value={division?.capital ?? null} />,
          },
          {
            key: 'portions',
            label: t('equity.portions'),
            children:
              division?.portions === undefined
                ? t('equity.inProportion')
                : division.portions.map(({ holderId, subscribed }) => (
                    <div key={holderId}>
                      {name(holderId)} <Amount value={subscribed} />
                    </div>
                  )),
          },
        ];
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, sm: 2 }}
      items={[...terms, { key: 'expires', label: t('equity.executeExpires'), children: warrant.expiresOn }]}
    />
  );
}

function DaysForm({ warrant, today, onDone }: Omit<Props, 'content'>) {
  const t = useText();
  const [registerOn, setRegisterOn] = useState(today);
  const [registrationOn, setRegistrationOn] = useState('');
  return (
    <>
      <Flex wrap gap={16}>
        <TextField
          id="reorganizedOn"
          label="equity.registerOn"
          type="date"
          required
          max={today}
          value={registerOn}
          onChange={setRegisterOn}
        />
        <TextField
          id="reorganizationRegistered"
          label="equity.registrationOn"
          type="date"
          max={today}
          value={registrationOn}
          onChange={setRegistrationOn}
        />
      </Flex>
      <ActButton
        type="primary"
        disabled={registerOn === ''}
        confirm={t('equity.reorganizeConfirm')}
        mutation={trpc.equity.reorganize.mutationOptions()}
        input={{ warrantId: warrant.id, registerOn, ...(registrationOn === '' ? {} : { registrationOn }) }}
        onDone={() => onDone(registerOn)}
      >
        {t('equity.reorganize')}
      </ActButton>
    </>
  );
}

/** An approved merger or division: its terms as decided, its days, and one button that enters all of it at once. */
export function ReorganizationCard(props: Props) {
  const { warrant, content } = props;
  const t = useText();
  const merges = content.absorption !== undefined;
  return (
    <Card
      title={t(merges ? 'equity.mergerTitle' : 'equity.divisionTitle')}
      extra={
        <Link to="/equity/$companyId" params={{ companyId: content.companyId }} search={{}}>
          {t('equity.openRegister')}
        </Link>
      }
    >
      <Typography.Paragraph>{t(merges ? 'equity.mergerIntro' : 'equity.divisionIntro')}</Typography.Paragraph>
      <Terms warrant={warrant} content={content} />
      <br />
      {warrant.state === 'in_force' ? (
        <DaysForm {...props} />
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
