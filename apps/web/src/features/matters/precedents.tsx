import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Flex, Skeleton, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Matter, MatterLine } from './matter-data.ts';
import { Cumulation } from './route-parts.tsx';

function Lines({ title, lines }: { title: string; lines: readonly MatterLine[] }) {
  const t = useText();
  const code = useCode();
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      {lines.length === 0 && <Typography.Text type="secondary">{t('matters.noSimilar')}</Typography.Text>}
      <ul className="matter-plain">
        {lines.map((line) => (
          <li key={line.id}>
            <Link to="/matters/$id" params={{ id: line.id }}>
              {line.number ?? t('matters.noNumber')} {line.title}
            </Link>{' '}
            <StateTag kind="matter" state={line.state} /> <Tag>{code('level', line.level)}</Tag>
            <Typography.Text type="secondary">
              {line.company.name} {line.amount !== null && <Amount value={line.amount} />}
            </Typography.Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What went before: asked for by the company, with the same other side, and what the whole group has in twelve months. */
export function PrecedentLines({ matterId }: { matterId: string }) {
  const t = useText();
  const { data, error } = useQuery(trpc.matters.precedents.queryOptions({ id: matterId }));
  if (error !== null) return <FailureAlert error={error} />;
  if (data === undefined) return <Skeleton active />;
  const { since, companies, count, amount } = data.group;
  return (
    <Flex vertical gap={12} data-testid="precedents">
      <span data-testid="group-total">
        {t('matters.groupTotal', { since, companies, count, wan: displayYuan(parseYuan(amount), 'wan') })}
      </span>
      <Lines title={t('matters.similar')} lines={data.ofCompany} />
      <Lines title={t('matters.similarParty')} lines={data.ofCounterparty} />
    </Flex>
  );
}

/** What is counted together with a case, and what went before it. */
export function Precedents({ matter }: { matter: Matter }) {
  const t = useText();
  return (
    <Card title={t('matters.cumulation')}>
      <Flex vertical gap={12}>
        <Cumulation aggregate={matter.cumulation} />
        <PrecedentLines matterId={matter.id} />
      </Flex>
    </Card>
  );
}
