import { Link } from '@tanstack/react-router';
import { Card, Flex, Grid, Table, Tag, Typography } from 'antd';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { type CaseCheck, caseChecks, countOutcomes } from './case-checks.ts';
import type { Matter } from './matter-data.ts';
import { MaterialTable, outcomeColours, StepTable } from './matter-papers.tsx';
import { stepRows } from './step-rows.ts';

const kinds = ['fail', 'data_insufficient', 'pass', 'not_applicable'] as const;

/** How many checks came out how; what is not in order comes first. */
function Tally({ matter, checks }: { matter: Matter; checks: readonly CaseCheck[] }) {
  const code = useCode();
  const steps = stepRows(matter).flatMap(({ finding }) => (finding === null ? [] : [finding.outcome]));
  const count = countOutcomes([...steps, ...checks.map(({ outcome }) => outcome)]);
  return (
    <Flex gap={4} wrap data-testid="tally">
      {kinds
        .filter((kind) => count[kind] > 0)
        .map((kind) => (
          <Tag key={kind} color={outcomeColours[kind] ?? 'default'}>
            {code('outcome', kind)} {count[kind]}
          </Tag>
        ))}
    </Flex>
  );
}

/** What is beside a check: the cases that were added up, the reasons of the route, who signed with which share. */
function Beside({ matter, check }: { matter: Matter; check: CaseCheck }) {
  if (check.key === 'authority') return <Why reasons={matter.route.reasons} />;
  if (check.key !== 'cumulation' || matter.links.cumulated.length === 0) return null;
  return (
    <ul className="matter-plain">
      {matter.links.cumulated.map((earlier) => (
        <li key={earlier.id}>
          <Link to="/matters/$id" params={{ id: earlier.id }}>
            {earlier.number ?? ''} {earlier.title}
          </Link>{' '}
          <StateTag kind="matter" state={earlier.state} />
        </li>
      ))}
    </ul>
  );
}

function CheckTable({ matter, checks }: { matter: Matter; checks: readonly CaseCheck[] }) {
  const t = useText();
  const code = useCode();
  const narrow = Grid.useBreakpoint().md === false;
  const reason = (check: CaseCheck) => (
    <>
      <Said because={check.because} /> <Beside matter={matter} check={check} />
    </>
  );
  return (
    <Table<CaseCheck>
      rowKey="key"
      size="small"
      pagination={false}
      dataSource={[...checks]}
      onRow={(check) => ({ 'data-testid': `check-${check.key}` }) as object}
      columns={[
        {
          title: t('checks.item'),
          ...(narrow ? {} : { width: 110 }),
          render: (_, check) => (
            <>
              {t(`checks.${check.key}`)}
              {narrow && <div className="beneath">{reason(check)}</div>}
            </>
          ),
        },
        {
          title: t('matters.conclusion'),
          width: 100,
          render: (_, { outcome }) => (
            <Tag color={outcomeColours[outcome] ?? 'default'}>{code('outcome', outcome)}</Tag>
          ),
        },
        { title: t('matters.because'), responsive: ['md'], render: (_, check) => reason(check) },
      ]}
    />
  );
}

/** Why a check came out so: in the words of the case, or of the texts with a level named. */
function Said({ because }: Pick<CaseCheck, 'because'>) {
  const t = useText();
  const code = useCode();
  if (typeof because === 'string') return because;
  const { say, facts = {} } = because;
  const level = facts.level === undefined ? {} : { level: code('level', facts.level) };
  return t(`checks.${say}`, { ...facts, ...level });
}

/** 审查清单: filled by the rules, so that the reviewer reads what is not in order first and need not compute the rest. */
export function Checklist({ matter }: { matter: Matter }) {
  const t = useText();
  const checks = caseChecks(matter);
  return (
    <Card title={t('checks.title')} extra={<Tally matter={matter} checks={checks} />} data-testid="checklist">
      <Flex vertical gap={12}>
        <Typography.Title level={5}>{t('matters.priorSteps')}</Typography.Title>
        <StepTable matter={matter} />
        <Typography.Title level={5}>{t('checks.whole')}</Typography.Title>
        <CheckTable matter={matter} checks={checks} />
        <Typography.Title level={5}>{t('matters.materials')}</Typography.Title>
        <MaterialTable matter={matter} />
      </Flex>
    </Card>
  );
}
