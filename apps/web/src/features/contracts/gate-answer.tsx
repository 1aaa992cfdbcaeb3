import { Alert, Card, Flex, Typography } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { Why } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import type { Answer } from './answers.ts';
import { changeKeys, codeKey, procedureKey } from './gate-codes.ts';

type Finding = { code: string; because: string };
const tones = { in_list: 'success', out_of_list: 'info', blocked: 'error', review: 'warning' } as const;

function Findings({ title, findings }: { title: string; findings: readonly Finding[] }) {
  const t = useText();
  if (findings.length === 0) return null;
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      <ul className="contract-findings">
        {findings.map((finding) => {
          const key = codeKey(finding.code);
          return (
            <li key={`${finding.code}${finding.because}`} data-testid={`finding-${finding.code}`}>
              <strong>{key === null ? finding.code : t(key)}</strong>
              <div>{finding.because}</div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Next({ codes }: { codes: readonly string[] }) {
  const t = useText();
  return (
    <section>
      <Typography.Title level={5}>{t('contracts.next')}</Typography.Title>
      {codes.length === 0 && <Typography.Text type="secondary">{t('contracts.noNext')}</Typography.Text>}
      <ol className="contract-findings">
        {codes.map((code) => {
          const key = procedureKey(code);
          return <li key={code}>{key === null ? code : t(key)}</li>;
        })}
      </ol>
    </section>
  );
}

function Change({ codes }: { codes: readonly string[] }) {
  const t = useText();
  const keys = changeKeys(codes);
  if (keys.length === 0) return null;
  return (
    <section>
      <Typography.Title level={5}>{t('contracts.change')}</Typography.Title>
      <ul className="contract-findings">
        {keys.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </section>
  );
}

function Lead({ answer }: { answer: Answer }) {
  const t = useText();
  const { route, mode } = answer.result;
  const name = mode === null ? '' : t(`contracts.${mode}`);
  return (
    <Alert
      type={tones[route]}
      showIcon
      title={<strong>{t(`contracts.${route}`)}</strong>}
      description={t(`contracts.${route}.lead`, { mode: name })}
    />
  );
}

/** The answer: route first, then why, what follows, and what would change it. */
export function GateAnswer({ answer }: { answer: Answer }) {
  const t = useText();
  const { result } = answer;
  const item = answer.item?.code ?? result.item;
  const changing = [...result.blocks, ...result.outOfList, ...result.warnings].map((finding) => finding.code);
  return (
    <Card title={t('contracts.answer')} extra={<Why reasons={result.reasons} />} data-testid="gate-answer">
      <Flex vertical gap={16}>
        <Lead answer={answer} />
        <div>
          <Typography.Text type="secondary">{t('contracts.matched')}</Typography.Text>{' '}
          {item === null || item === undefined
            ? t('contracts.matchedNone')
            : t('contracts.matchedItem', { version: answer.list?.version ?? '', item })}
          {answer.item !== null && <div>{answer.item.scope}</div>}
        </div>
        {result.aggregate.count > 1 && (
          <Flex gap={8}>
            {t('contracts.aggregate', { count: String(result.aggregate.count) })}
            <Amount value={result.aggregate.amount} />
          </Flex>
        )}
        <Findings title={t('contracts.blocks')} findings={result.blocks} />
        <Findings title={t('contracts.outReasons')} findings={result.outOfList} />
        <Findings title={t('contracts.warnings')} findings={result.warnings} />
        <Next codes={result.nextProcedures} />
        {result.route !== 'in_list' && <Change codes={changing} />}
      </Flex>
    </Card>
  );
}
