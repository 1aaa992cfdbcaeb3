import { Alert, Card, Descriptions, Flex, Tag, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import type { Preflight, Route } from './matter-data.ts';
import { Cumulation, DayAccount, Findings } from './route-parts.tsx';

function Terms({ answer }: { answer: Preflight }) {
  const t = useText();
  const { route, expected, amount } = answer;
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'amount', label: t('matters.amount'), children: <Amount value={amount} /> },
        {
          key: 'limit',
          label: t('matters.timeLimit'),
          children: t('matters.workingDays', { days: route.timeLimit.days }),
        },
        { key: 'catalogue', label: t('matters.catalogue'), children: route.catalogueVersion },
        {
          key: 'expected',
          label: t('matters.expected'),
          children: (
            <span>
              {t('matters.ifAccepted', { due: expected.due })} <DayAccount counted={expected.counted} />
              {expected.provisional && <Tag color="gold">{t('matters.provisional')}</Tag>}
            </span>
          ),
        },
        {
          key: 'instrument',
          label: t('matters.instrument'),
          children:
            route.instrument === route.finalInstrument
              ? t(`matters.instrument.${route.instrument}`)
              : `${t(`matters.instrument.${route.instrument}`)} → ${t(`matters.instrument.${route.finalInstrument}`)}`,
        },
        {
          key: 'sum',
          label: t('matters.cumulation'),
          children: <Cumulation aggregate={route.aggregate} />,
        },
      ]}
    />
  );
}

function Needs({ route }: { route: Route }) {
  const t = useText();
  const code = useCode();
  return (
    <>
      <section>
        <Typography.Title level={5}>{t('matters.prerequisites')}</Typography.Title>
        <Flex wrap gap={6}>
          {route.prerequisites.map((step) => (
            <Tag key={step.code} color={step.need === 'required' ? 'blue' : 'default'}>
              {code('step', step.code)} · {t(`matters.${step.need}`)}
            </Tag>
          ))}
        </Flex>
      </section>
      <section>
        <Typography.Title level={5}>{t('matters.materials')}</Typography.Title>
        <ol className="matter-lines">
          {route.materials.map((material) => (
            <li key={material.code}>{material.name}</li>
          ))}
        </ol>
      </section>
      {route.linked.length > 0 && (
        <section>
          <Typography.Title level={5}>{t('matters.linked')}</Typography.Title>
          {route.linked.map((slug) => (
            <Tag key={slug}>{code('slug', slug)}</Tag>
          ))}
        </section>
      )}
    </>
  );
}

/** What the rules say: who decides, by when, what bars it, what comes first. */
export function RouteAnswer({ answer }: { answer: Preflight }) {
  const t = useText();
  const code = useCode();
  const { route } = answer;
  const barred = route.blocks.length > 0;
  return (
    <Card title={t('matters.answer')} extra={<Why reasons={route.reasons} />} data-testid="route-answer">
      <Flex vertical gap={16}>
        {barred ? (
          <Alert type="error" showIcon title={<strong>{t('matters.blocked')}</strong>} />
        ) : (
          <Typography.Title level={4} style={{ margin: 0 }}>
            {code('level', route.level)}
          </Typography.Title>
        )}
        <Findings title={t('matters.blocks')} findings={route.blocks} />
        <Findings title={t('matters.warnings')} findings={route.warnings} />
        <Terms answer={answer} />
        <Needs route={route} />
      </Flex>
    </Card>
  );
}
