import { Card, Descriptions, Flex, Steps, Tag } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { Names } from '../../components/names.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Order, Sheet } from './asset-data.ts';
import { BookPanel } from './book-panel.tsx';
import { CountPanel } from './count-panel.tsx';
import { OrderLines } from './order-lines.tsx';

const localTime = (iso: string) => new Date(iso).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
const steps = ['assets.stepCount', 'assets.stepSign', 'assets.stepBook'] as const;

function stepOf({ state, counted }: Sheet): number {
  if (state === 'booked') return 3;
  if (state === 'signed') return 2;
  return counted.from === counted.lines && counted.to === counted.lines ? 1 : 0;
}

/** Both sides' counts and signatures, given or still open. */
function Sides({ order, sheet }: { order: Order; sheet: Sheet }) {
  const t = useText();
  const sides = [
    ['from', 'assets.sideFrom', order.from.name],
    ['to', 'assets.sideTo', sheet.to.name],
  ] as const;
  return (
    <Descriptions
      size="small"
      layout="vertical"
      column={{ xs: 1, sm: 2 }}
      items={sides.map(([side, key, company]) => {
        const signature = order.signatures.find((one) => one.sheetId === sheet.id && one.side === side);
        const done = t('assets.countProgress', {
          done: String(sheet.counted[side]),
          total: String(sheet.counted.lines),
        });
        return {
          key: side,
          label: `${t(key)} ${company}`,
          children: (
            <span data-testid={`signature-${side}`}>
              {signature === undefined ? (
                <>
                  {sheet.state === 'counting' && `${done} · `}
                  <Tag>{t('assets.notSigned')}</Tag>
                </>
              ) : (
                <>
                  <Names person={signature.person} onBehalfOf={signature.onBehalfOf} /> ·{' '}
                  <time dateTime={signature.at}>{localTime(signature.at)}</time>
                </>
              )}
            </span>
          ),
        };
      })}
    />
  );
}

/** One round of the handover with one receiver: its steps, its lines, and what this person can do now. */
export function SheetCard({ order, sheet }: { order: Order; sheet: Sheet }) {
  const t = useText();
  const may = new Set<string>(sheet.may);
  return (
    <Card
      title={t('assets.sheetTitle', { to: sheet.to.name, round: String(sheet.round) })}
      extra={sheet.net === null ? null : <Amount value={sheet.net} />}
      data-testid={`sheet-${sheet.id}`}
    >
      <Flex vertical gap={16}>
        <Steps
          size="small"
          current={stepOf(sheet)}
          responsive
          items={steps.map((key) => ({ title: t(key) }))}
        />
        <Sides order={order} sheet={sheet} />
        {sheet.state === 'empty' && t('assets.sheetEmpty')}
        {may.has('assets.count') && <CountPanel order={order} sheet={sheet} />}
        {may.has('assets.signOrder') && (
          <ActButton
            type="primary"
            confirm={t('assets.signConfirm')}
            mutation={trpc.assets.signOrder.mutationOptions()}
            input={{ sheetId: sheet.id }}
          >
            {t('assets.sign')}
          </ActButton>
        )}
        {may.has('assets.book') && <BookPanel order={order} sheet={sheet} />}
        <OrderLines asked={{ orderId: order.id, sheetId: sheet.id }} />
      </Flex>
    </Card>
  );
}
