import { Link } from '@tanstack/react-router';
import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import type { Contract } from './answers.ts';

type Done = 'true' | 'false' | 'current';
function Step({ title, done, children }: { title: TextKey; done: Done; children: ReactNode }) {
  const t = useText();
  return (
    <li data-done={done}>
      <Typography.Text type="secondary">{t(title)}</Typography.Text>
      {children}
    </li>
  );
}

/** Where it came from: a list item, or the tender or legal cause, under which contract. */
function OriginStep({ contract }: { contract: Contract }) {
  const t = useText();
  const code = useCode();
  const { listed, parent } = contract;
  if (listed !== null)
    return (
      <Step title="contracts.lineItem" done="true">
        <div>
          <strong>{listed.item.code}</strong> {listed.item.scope}
        </div>
        <Link to="/lists/$id" params={{ id: listed.listVersion.id }}>
          {listed.listVersion.name} {listed.listVersion.version}
        </Link>
      </Step>
    );
  return (
    <Step title="life.lineTender" done="true">
      <div>
        <strong>{code('contractOrigin', contract.origin)}</strong>{' '}
        {contract.directCause !== null && code('directCause', contract.directCause)}
      </div>
      {parent !== null && (
        <Link to="/contracts/$id" params={{ id: parent.id }}>
          {t('life.parent')} {parent.number} {parent.title}
        </Link>
      )}
    </Step>
  );
}

function AssetStep({ contract }: { contract: Contract }) {
  const t = useText();
  return (
    <Step title="contracts.lineAssets" done={contract.assets.length > 0 ? 'true' : 'false'}>
      {contract.assets.length === 0 && <div>{t('life.none')}</div>}
      {contract.assets.map((asset) => (
        <Flex key={asset.id} justify="space-between" gap={12} data-testid={`row-${asset.id}`}>
          <Link to="/assets/$id" params={{ id: asset.id }}>
            {asset.name}
          </Link>
          <Amount value={asset.cost} />
        </Flex>
      ))}
    </Step>
  );
}

/** To the section below, where there is something in it. */
function Jump({ to, count, children }: { to: string; count: number; children: ReactNode }) {
  const t = useText();
  return <div>{count === 0 ? t('life.none') : <a href={to}>{children}</a>}</div>;
}

const ended = ['closed', 'terminated', 'void'];

/** From the list item or tender over the contract, its changes and payments to the assets it formed, each linked. */
export function ContractLineCard({ contract }: { contract: Contract }) {
  const t = useText();
  const { amendments, payments } = contract;
  const changes = amendments.filter(({ state }) => state === 'approved').length;
  const paid = payments.filter(({ state }) => state === 'paid').length;
  return (
    <Card title={t('contracts.lineTitle')}>
      <ol className="contract-line" aria-label={t('contracts.lineTitle')}>
        <OriginStep contract={contract} />
        <Step title="contracts.lineContract" done={ended.includes(contract.state) ? 'true' : 'current'}>
          <div>
            <strong>{contract.number}</strong>{' '}
            <StateTag kind="contract" state={contract.halt ?? contract.state} />
          </div>
          <Amount value={contract.currentAmount} />
        </Step>
        <Step title="life.lineChanges" done={changes > 0 ? 'true' : 'false'}>
          <Jump to="#amendments" count={amendments.length}>
            {t('life.changed', { n: changes, all: amendments.length })}
          </Jump>
        </Step>
        <Step title="life.linePayments" done={paid > 0 ? 'true' : 'false'}>
          <Jump to="#payments" count={payments.length}>
            {t('life.count', { n: payments.length })}
          </Jump>
          <Amount value={contract.paid} />
        </Step>
        {(contract.mode === 'entrusted' || contract.assets.length > 0) && <AssetStep contract={contract} />}
      </ol>
    </Card>
  );
}
