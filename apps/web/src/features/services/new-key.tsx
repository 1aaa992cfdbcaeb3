import { Alert, Button, Flex, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { useScopeText } from './scope-text.ts';
import { networksIn, type Service } from './service-data.ts';

type Made = { readonly key: string | null };

/** The key, this once, with a button that copies it. */
function MadeKey({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const { key } = made;
  if (key === null) return <Alert type="warning" title={t('services.lost')} />;
  const copy = (): void => void navigator.clipboard.writeText(key).then(() => setCopied(true));
  return (
    <Flex vertical gap={12}>
      <Alert type="warning" showIcon title={t('services.onceTitle')} description={t('services.onceHint')} />
      <Typography.Text code data-testid="new-key" style={{ overflowWrap: 'anywhere' }}>
        {key}
      </Typography.Text>
      <Flex gap={8}>
        <Button type="primary" onClick={copy}>
          {t(copied ? 'services.copied' : 'services.copy')}
        </Button>
        <Button onClick={onClose}>{t('services.kept')}</Button>
      </Flex>
    </Flex>
  );
}

type Props = {
  readonly service: Service;
  readonly scopes: readonly string[];
  readonly today: string;
  readonly latest: string;
};
type FormProps = Props & { readonly onMade: (made: Made) => void };
const empty = { name: '', scope: [] as string[], addresses: '', endsOn: '' };

function KeyForm({ service, scopes, today, latest, onMade }: FormProps) {
  const t = useText();
  const textOf = useScopeText();
  const [entered, setEntered] = useState(empty);
  const set = (part: Partial<typeof empty>): void => setEntered({ ...entered, ...part });
  const { name, scope, endsOn } = entered;
  return (
    <Flex vertical gap={12}>
      <label htmlFor="keyName">{t('services.keyName')}</label>
      <Input
        id="keyName"
        maxLength={60}
        value={name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <label htmlFor="keyScope">{t('services.scope')}</label>
      <Select
        id="keyScope"
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={scope}
        onChange={(chosen: string[]) => set({ scope: chosen })}
        options={scopes.map((value) => ({ value, label: textOf(value) }))}
      />
      <label htmlFor="keyEnds">{t('services.ends')}</label>
      <Input
        id="keyEnds"
        type="date"
        min={today}
        max={latest}
        style={{ width: 180 }}
        value={endsOn}
        onChange={(event) => set({ endsOn: event.target.value })}
      />
      <label htmlFor="keyAddresses">{t('services.addresses')}</label>
      <Input
        id="keyAddresses"
        value={entered.addresses}
        onChange={(event) => set({ addresses: event.target.value })}
      />
      <Typography.Text type="secondary">{t('services.addressesHint')}</Typography.Text>
      <ActButton
        type="primary"
        disabled={name.trim() === '' || scope.length === 0 || endsOn === ''}
        mutation={trpc.services.createKey.mutationOptions()}
        input={{
          ...{ accountId: service.id, name: name.trim(), scope, endsOn },
          addresses: networksIn(entered.addresses),
        }}
        onDone={onMade}
      >
        {t('act.confirm')}
      </ActButton>
    </Flex>
  );
}

/** A key for a machine, by the security administrator. */
export function NewKey(props: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const close = (): void => {
    setOpen(false);
    setMade(null);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('services.newKey')}
      </Button>
      <Modal
        title={`${t('services.newKey')} · ${props.service.name}`}
        open={open}
        onCancel={close}
        footer={null}
        mask={{ closable: false }}
        destroyOnHidden
      >
        {made === null ? <KeyForm {...props} onMade={setMade} /> : <MadeKey made={made} onClose={close} />}
      </Modal>
    </>
  );
}
