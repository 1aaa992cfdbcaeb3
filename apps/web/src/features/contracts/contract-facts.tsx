import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Card, Descriptions, Flex, Progress, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { Why } from '../../components/why.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import type { Contract } from './answers.ts';
import { routeKey } from './gate-codes.ts';

type Props = { contract: Contract };
const columns = { xs: 1, sm: 2, lg: 3 } as const;

/** The arithmetic of the agent's fee: base, bands, cap. */
function Fee({ contract }: Props) {
  const t = useText();
  const { agencyFee, feeCap, feeResult } = contract;
  if (agencyFee === null || feeResult === null) return null;
  const yuan = (text: string | undefined) => displayYuan(parseYuan(text ?? '0.00'), 'yuan');
  return (
    <Flex vertical gap={4} style={{ marginTop: 12 }} data-testid="fee">
      <Typography.Text strong>
        {t('life.fee')} {yuan(agencyFee)} · {t('life.feeCap')} {yuan(feeCap ?? undefined)} ·{' '}
        {t('life.feeBase')} {yuan(feeResult.base)} <Why reasons={feeResult.reasons ?? []} />
      </Typography.Text>
      {(feeResult.bands ?? []).map((band) => (
        <Typography.Text type="secondary" key={band.from}>
          {t('life.feeBand', {
            from: yuan(band.from),
            to: band.to === null ? t('life.feeAbove') : yuan(band.to),
          })}{' '}
          × {band.rate} = {yuan(band.part)}
        </Typography.Text>
      ))}
    </Flex>
  );
}

const percentOf = (part: string, whole: string): number => {
  const [a, b] = [parseYuan(part), parseYuan(whole)];
  return b === 0n ? 0 : Number((a * 1000n) / b) / 10;
};

/** What was agreed, certified, paid, and what may still be paid. */
export function MoneyCard({ contract }: Props) {
  const t = useText();
  const { money } = contract;
  const amount = (label: TextKey, value: string | null) => ({
    key: label,
    label: t(label),
    children: <Amount value={value} />,
  });
  return (
    <Card title={t('life.money')} data-testid="money">
      <Descriptions
        size="small"
        column={columns}
        items={[
          amount('life.original', contract.amount),
          amount('life.current', contract.currentAmount),
          amount('life.certified', contract.certified),
          amount('life.paidSum', contract.paid),
          amount('life.bound', money.bound),
          amount('life.left', money.left),
          ...(money.advanceAgreed === '0.00' ? [] : [amount('life.advanceAgreed', money.advanceAgreed)]),
          ...(contract.settlement === null ? [] : [amount('life.settlement', contract.settlement)]),
          ...(contract.retention === null ? [] : [amount('life.retention', contract.retention)]),
          ...(contract.finalAccounts === null ? [] : [amount('life.finalAccounts', contract.finalAccounts)]),
          ...(contract.agencyFee === null ? [] : [amount('life.feePaid', contract.feePaid)]),
        ]}
      />
      <Progress
        percent={percentOf(contract.certified, contract.currentAmount)}
        success={{ percent: percentOf(contract.paid, contract.currentAmount) }}
      />
      <Typography.Text type="secondary">{t('life.boundWhy')}</Typography.Text>
      <Fee contract={contract} />
    </Card>
  );
}

/** The days by which something is due, the passed ones in red. */
export function DatesCard({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const { dates, wages, today } = contract;
  if (dates.length === 0 && wages === null) return null;
  return (
    <Card size="small" title={t('life.dates')} data-testid="dates">
      <Flex wrap gap={16}>
        {dates.map((date) => (
          <span key={date.code}>
            {code('contractDate', date.code)} <strong>{date.on}</strong>{' '}
            {date.on < today && <Tag color="red">{t('life.overdue')}</Tag>}
          </span>
        ))}
        {wages !== null && (
          <span>
            {t('life.wagesNext')} <strong>{wages.next}</strong>{' '}
            {wages.overdue && <Tag color="red">{t('life.overdue')}</Tag>}
          </span>
        )}
      </Flex>
    </Card>
  );
}

/** Parties, terms and the answer it was signed on, frozen. */
export function FactsCard({ contract }: Props) {
  const t = useText();
  const code = useCode();
  const item = (label: TextKey, children: string | null | undefined) =>
    children === null || children === undefined || children === ''
      ? []
      : [{ key: label, label: t(label), children }];
  const percent = (text: string) => (text === '0.00' ? null : `${text}%`);
  const { result } = contract;
  return (
    <Card title={t('contracts.facts')}>
      <Descriptions
        size="small"
        column={columns}
        items={[
          ...item('contracts.entity', contract.entity.name),
          ...item('life.counterparty', contract.counterparty?.name),
          ...item('contracts.cluster', contract.cluster?.name),
          ...item('life.project', contract.project),
          ...item('life.layer', code('contractLayer', contract.layer)),
          ...item('contracts.mode', contract.mode === null ? null : t(`contracts.${contract.mode}`)),
          ...item('life.scope', contract.scope),
          ...item('contracts.signedOn', contract.signedOn),
          ...item('contracts.completionDue', contract.completionDue),
          ...item('life.advancePercent', percent(contract.advancePercent)),
          ...item('life.progressPercent', percent(contract.progressPercent)),
          ...item('life.retentionPercent', percent(contract.retentionPercent)),
          ...item(
            'life.warrantyMonths',
            contract.warrantyMonths === 0 ? null : String(contract.warrantyMonths),
          ),
          ...item('life.payDueDays', contract.payDueDays === null ? null : String(contract.payDueDays)),
          ...item('life.wageAccount', contract.wageAccount),
          ...item('life.directText', contract.directText),
          ...item('life.separateReason', contract.separateReason),
          ...(result.reasons === undefined
            ? []
            : [
                {
                  key: 'answer',
                  label: t('contracts.frozen'),
                  children: (
                    <>
                      {result.route !== undefined && t(routeKey(result.route))}{' '}
                      <Why reasons={result.reasons} />
                    </>
                  ),
                },
              ]),
        ]}
      />
    </Card>
  );
}
