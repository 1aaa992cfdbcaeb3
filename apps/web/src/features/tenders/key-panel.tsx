import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { downloadJson } from './bytes.ts';
import { holdCeremony, type Seat, unlockShare } from './key-ceremony.ts';
import type { Holder, Tender } from './tender-data.ts';

const roles = ['tenderer', 'supervisor', 'third'] as const;
type Typed = Record<(typeof roles)[number], { personId: string; passphrase: string }>;
const nobody: Typed = {
  ...{ tenderer: { personId: '', passphrase: '' }, supervisor: { personId: '', passphrase: '' } },
  third: { personId: '', passphrase: '' },
};
const PASSPHRASE_MIN = 8;

function SeatFields(props: {
  readonly role: (typeof roles)[number];
  readonly holders: readonly Holder[];
  readonly value: { personId: string; passphrase: string };
  readonly onChange: (value: { personId: string; passphrase: string }) => void;
}) {
  const t = useText();
  const code = useCode();
  const { role, holders, value, onChange } = props;
  const name = code('holder', role);
  return (
    <Flex gap={8} wrap>
      <Form.Item
        label={t('tenders.holderOf', { role: name })}
        htmlFor={`holder-${role}`}
        layout="vertical"
        style={{ flex: '1 1 220px' }}
      >
        <Select
          id={`holder-${role}`}
          aria-label={t('tenders.holderOf', { role: name })}
          value={value.personId === '' ? null : value.personId}
          onChange={(personId: string) => onChange({ ...value, personId })}
          options={holders
            .filter((one) => one.role === role)
            .map((one) => ({ value: one.personId, label: `${one.name} · ${code('post', one.post)}` }))}
        />
      </Form.Item>
      <Form.Item
        label={t('tenders.passphraseOf', { role: name })}
        htmlFor={`passphrase-${role}`}
        layout="vertical"
        style={{ flex: '1 1 220px' }}
      >
        <Input.Password
          id={`passphrase-${role}`}
          autoComplete="new-password"
          value={value.passphrase}
          onChange={(event) => onChange({ ...value, passphrase: event.target.value })}
        />
      </Form.Item>
    </Flex>
  );
}

type Made = Awaited<ReturnType<typeof holdCeremony>>;

/** The key ceremony: the three come together at this browser, each types a passphrase and takes a share home. */
export function KeyCeremony({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const code = useCode();
  const { data: holders } = useQuery(trpc.tenders.holders.queryOptions());
  const [typed, setTyped] = useState(nobody);
  const [made, setMade] = useState<Made | null>(null);
  const [taken, setTaken] = useState<readonly string[]>([]);
  const seats: Seat[] = roles.map((role) => ({
    ...{ role, ...typed[role] },
    name: holders?.find((one) => one.personId === typed[role].personId)?.name ?? '',
  }));
  const ready =
    seats.every(({ personId, passphrase }) => personId !== '' && passphrase.length >= PASSPHRASE_MIN) &&
    new Set(seats.map(({ personId }) => personId)).size === seats.length;
  return (
    <Card title={t('tenders.ceremony')} data-testid="ceremony">
      <Typography.Paragraph type="secondary">{t('tenders.ceremonyHint')}</Typography.Paragraph>
      {made === null &&
        roles.map((role) => (
          <SeatFields
            key={role}
            role={role}
            holders={holders ?? []}
            value={typed[role]}
            onChange={(value) => setTyped({ ...typed, [role]: value })}
          />
        ))}
      {made === null ? (
        <Button
          disabled={!ready}
          onClick={() =>
            void holdCeremony(tender.number, seats, 2).then((key) => {
              setTyped(nobody);
              setMade(key);
            })
          }
        >
          {t('tenders.makeKey')}
        </Button>
      ) : (
        <Flex vertical gap={12} align="start">
          {made.files.map((file) => (
            <Button
              key={file.role}
              type={taken.includes(file.role) ? 'default' : 'primary'}
              onClick={() => {
                downloadJson(`${tender.number}-${code('holder', file.role)}-密钥份额.json`, file);
                setTaken([...taken, file.role]);
              }}
            >
              {t('tenders.takeShare', { role: code('holder', file.role), name: file.holder })}
            </Button>
          ))}
          <ActButton
            type="primary"
            disabled={new Set(taken).size < made.files.length}
            mutation={trpc.tenders.makeKey.mutationOptions()}
            input={{ id: tender.id, publicKey: made.publicKey, needed: made.needed, holders: made.holders }}
          >
            {t('tenders.depositKey')}
          </ActButton>
        </Flex>
      )}
    </Card>
  );
}

/** A holder's own part of the opening: the file and the passphrase are opened here, the share alone goes in. */
export function GiveShare({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const [file, setFile] = useState({ name: '', text: '' });
  const [passphrase, setPassphrase] = useState('');
  const [share, setShare] = useState<string | null>(null);
  const [wrong, setWrong] = useState<TextKey | null>(null);
  const unlock = async () => {
    const unlocked = await unlockShare(file.text, passphrase);
    setShare(unlocked);
    setWrong(unlocked === null ? 'tenders.wrongShare' : null);
  };
  return (
    <Card title={t('tenders.giveShare')} data-testid="give-share">
      <Typography.Paragraph type="secondary">{t('tenders.giveShareHint')}</Typography.Paragraph>
      <Flex gap={12} wrap align="end">
        <input
          type="file"
          aria-label={t('tenders.shareFile')}
          accept=".json,application/json"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) void chosen.text().then((text) => setFile({ name: chosen.name, text }));
          }}
        />
        <Form.Item
          label={t('tenders.passphrase')}
          htmlFor="passphrase"
          layout="vertical"
          {...(wrong === null ? {} : { validateStatus: 'error' as const, help: t(wrong) })}
        >
          <Input.Password
            id="passphrase"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Form.Item>
        <Button disabled={file.text === '' || passphrase === ''} onClick={() => void unlock()}>
          {t('tenders.unlock')}
        </Button>
      </Flex>
      {share !== null && (
        <ActButton
          type="primary"
          mutation={trpc.tenders.giveShare.mutationOptions()}
          input={{ id: tender.id, share }}
        >
          {t('tenders.handShare')}
        </ActButton>
      )}
    </Card>
  );
}
