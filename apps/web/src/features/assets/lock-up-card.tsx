import { lockUpEvents } from '@guanyun/domain/assets/transfer-tax-question.ts';
import { cite } from '@guanyun/domain/kernel/basis.ts';
import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { LockUp } from './asset-data.ts';

const colours = { watched: 'blue', over: 'green', broken: 'red' } as const;
const yuan = (amount: string): string => displayYuan(parseYuan(amount), 'yuan');

/** What a broken watch asks for. */
function Follows({ lock }: { lock: LockUp }) {
  const t = useText();
  const { followUp, makeUpTax, broken } = lock;
  return (
    <Alert
      type="error"
      role="alert"
      title={broken.join('；')}
      description={
        <Flex vertical gap={4}>
          <span>
            {makeUpTax === null ? t('lockUp.makeUpUnknown') : t('lockUp.makeUp', { amount: yuan(makeUpTax) })}
          </span>
          {followUp !== null && (
            <span>
              {t('lockUp.follow', {
                ...{ reportBy: followUp.reportBy, settleBy: followUp.settleBy },
                basis: cite([followUp.basis]),
              })}
            </span>
          )}
        </Flex>
      }
    />
  );
}

function Record({ lock, today, onDone }: { lock: LockUp; today: string; onDone: () => void }) {
  const t = useText();
  const [kind, setKind] = useState<(typeof lockUpEvents)[number]>('business_change');
  return (
    <Flex wrap gap={16} align="start" data-testid="lock-form">
      <Select<(typeof lockUpEvents)[number]>
        aria-label={t('lockUp.kind')}
        style={{ width: 160, marginTop: 30 }}
        value={kind}
        options={lockUpEvents.map((value) => ({ value, label: t(`lockEvent.${value}`) }))}
        onChange={setKind}
      />
      <ReceiptForm id="lockOn" label="lockUp.on" paper={t('lockUp.paper')} max={today}>
        {(typed) => (
          <ActButton
            type="primary"
            disabled={typed === null}
            mutation={trpc.assets.recordLockEvent.mutationOptions()}
            input={{ sheetId: lock.sheetId, kind, on: typed?.on ?? '', document: typed?.document ?? '' }}
            onDone={onDone}
          >
            {t('lockUp.save')}
          </ActButton>
        )}
      </ReceiptForm>
    </Flex>
  );
}

function State({ lock }: { lock: LockUp }) {
  const t = useText();
  const said = lock.state === 'watched' ? t('lockUp.watched', { n: String(lock.remainingDays) }) : null;
  return <Tag color={colours[lock.state]}>{said ?? t(`lockUp.${lock.state}`)}</Tag>;
}

/** One watched transfer: how long it lasts, what broke it, what follows. */
export function LockUpCard(props: { lock: LockUp; today: string; onAssets: () => void }) {
  const t = useText();
  const { lock, today, onAssets } = props;
  const [open, setOpen] = useState(false);
  return (
    <Card
      size="small"
      data-testid={`lock-${lock.sheetId}`}
      title={
        <Link to="/orders/$id" params={{ id: lock.orderId }}>
          {lock.number}
        </Link>
      }
      extra={<State lock={lock} />}
    >
      <Flex vertical gap={8} align="start">
        <span>{`${lock.from.name} → ${lock.to.name}`}</span>
        <span>{t('lockUp.period', { from: lock.deliveredOn, until: lock.lockedUntil })}</span>
        <span>{t('lockUp.net', { n: String(lock.items), net: yuan(lock.net) })}</span>
        {lock.state === 'broken' && <Follows lock={lock} />}
        {lock.state === 'watched' && lock.makeUpTax !== null && (
          <Typography.Text type="secondary">
            {t('lockUp.mayMakeUp', { amount: yuan(lock.makeUpTax) })}
          </Typography.Text>
        )}
        {lock.events.map((event) => (
          <span key={`${event.on}${event.kind}${event.what}${event.document}`}>
            {event.on} {t(`lockEvent.${event.kind}`)} {event.what}{' '}
            {event.document !== null && (
              <a href={`/documents/${event.document}`} download>
                {t('lockUp.paper')}
              </a>
            )}
          </span>
        ))}
        <Flex wrap gap={8}>
          <Button size="small" onClick={onAssets}>
            {t('lockUp.assets')}
          </Button>
          {lock.may.includes('assets.recordLockEvent') && (
            <Button size="small" onClick={() => setOpen(!open)}>
              {t(open ? 'act.cancel' : 'lockUp.record')}
            </Button>
          )}
        </Flex>
        {open && <Record lock={lock} today={today} onDone={() => setOpen(false)} />}
      </Flex>
    </Card>
  );
}
