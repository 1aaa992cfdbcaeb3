import { Alert, Button, Card, Collapse, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { type ItemJudged, type PlanShown, partyName } from './plan-data.ts';
import { type ItemDraft, newItem, type ReadItem } from './plan-draft.ts';
import { PlanFields } from './plan-fields.tsx';

const colours = { ready: 'green', incomplete: 'gold', parked: 'red', impossible: 'red' } as const;

function ItemState({ state }: { readonly state: ItemJudged['state'] }) {
  const code = useCode();
  return <Tag color={colours[state]}>{code('planItem', state)}</Tag>;
}

/** How the saved item stands: what bars it, what would free it, and why, one click away. */
function ItemVerdict({ judged }: { readonly judged: ItemJudged }) {
  const t = useText();
  return (
    <Flex vertical gap={8}>
      {judged.finding !== null && <Alert type="error" showIcon title={judged.finding.because} />}
      {judged.frees.map((what) => (
        <Alert key={what} type="warning" showIcon title={t('plan.frees', { what })} />
      ))}
      {judged.warnings.map((warning) => (
        <Typography.Text type="secondary" key={warning.code}>
          {warning.because}
        </Typography.Text>
      ))}
    </Flex>
  );
}

const outcomeColours: Readonly<Record<string, string>> = {
  ...{ pass: 'green', fail: 'red', data_insufficient: 'orange' },
};

/** Every condition of law with how it stands; the law itself is one click away. */
function Conditions({ judged }: { readonly judged: ItemJudged }) {
  const t = useText();
  const code = useCode();
  return (
    <Flex gap={4} wrap align="center">
      <span>{t('plan.conditions')}</span>
      <Why reasons={judged.reasons} />
      {judged.reasons.map(({ rule, outcome }) => (
        <Tag key={rule} color={outcomeColours[outcome] ?? 'default'}>
          {code('planCondition', rule)}：{code('outcome', outcome)}
        </Tag>
      ))}
    </Flex>
  );
}

type Props = {
  readonly plan: PlanShown;
  readonly items: readonly ItemDraft[];
  readonly read: readonly ReadItem[];
  readonly change: (items: readonly ItemDraft[]) => void;
};

function ItemHead({ plan, item, at, bad }: { plan: PlanShown; item: ItemDraft; at: number; bad: boolean }) {
  const t = useText();
  const code = useCode();
  const judged = plan.judgements.find(({ id }) => id === item.id);
  return (
    <Flex vertical gap={2}>
      <strong>
        {at + 1}. {partyName(plan, item.companyId) || t('plan.unchosen')}
      </strong>
      <Flex gap={8} align="center">
        <Typography.Text type="secondary">{code('planMethod', item.method)}</Typography.Text>
        {judged !== undefined && <ItemState state={judged.state} />}
        {bad && <span className="plan-bad-mark" role="img" aria-label={t('failure.badInput')} />}
      </Flex>
    </Flex>
  );
}

/** What is parked or not possible, and what would free it. */
export function PlanLeftOut({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const out = plan.judgements.filter(({ state }) => state === 'parked' || state === 'impossible');
  if (out.length === 0) return null;
  const companyOf = (id: string): string =>
    partyName(plan, plan.items.find((item) => item.id === id)?.companyId ?? '');
  return (
    <Card title={t('plan.parkedTitle')} data-testid="plan-left-out">
      <Flex vertical gap={12}>
        {out.map((judged) => (
          <Flex vertical gap={4} key={judged.id}>
            <Flex gap={8} align="center">
              <strong>{companyOf(judged.id)}</strong>
              <ItemState state={judged.state} />
              <Why reasons={judged.reasons.filter(({ outcome }) => outcome === 'fail')} />
            </Flex>
            <ItemVerdict judged={judged} />
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}

/** The items, each folded to what it is and how it stands; what is typed is kept until it is saved. */
export function PlanItems({ plan, items, read, change }: Props) {
  const t = useText();
  const [open, setOpen] = useState<string[]>([]);
  const set = (id: string, part: Partial<ItemDraft>): void =>
    change(items.map((item) => (item.id === id ? { ...item, ...part } : item)));
  const add = (): void => {
    const item = newItem(crypto.randomUUID(), plan.group.id);
    change([...items, item]);
    setOpen([item.id]);
  };
  const body = (item: ItemDraft, at: number) => {
    const judged = plan.judgements.find(({ id }) => id === item.id);
    return (
      <Flex vertical gap={12} data-testid={`item-${at + 1}`}>
        {judged !== undefined && <ItemVerdict judged={judged} />}
        {judged !== undefined && <Conditions judged={judged} />}
        {plan.mayRevise && (
          <>
            <PlanFields
              plan={plan}
              draft={item}
              read={read[at] ?? { item: null, bad: {} }}
              set={(part) => set(item.id, part)}
            />
            <div>
              <Button danger size="small" onClick={() => change(items.filter(({ id }) => id !== item.id))}>
                {t('plan.removeItem')}
              </Button>
            </div>
          </>
        )}
      </Flex>
    );
  };
  return (
    <Card
      title={t('plan.items')}
      extra={plan.mayRevise && <Button onClick={add}>{t('plan.addItem')}</Button>}
      styles={{ body: { padding: items.length === 0 ? 16 : 0 } }}
    >
      {items.length === 0 ? (
        <EmptyState title={t('plan.noItems')} hint={t('plan.noItemsHint')} />
      ) : (
        <Collapse
          ghost
          activeKey={open}
          onChange={(keys) => setOpen([keys].flat())}
          items={items.map((item, at) => ({
            key: item.id,
            label: (
              <ItemHead plan={plan} item={item} at={at} bad={Object.keys(read[at]?.bad ?? {}).length > 0} />
            ),
            children: body(item, at),
          }))}
        />
      )}
    </Card>
  );
}
