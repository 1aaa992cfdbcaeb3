import { Flex, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../texts/text.ts';
import { trpc } from '../trpc.ts';
import { ActButton } from './act-button.tsx';
import { useKeptText } from './kept-text.ts';
import type { ObligationLine } from './obligation-data.ts';
import { type Paper, PapersField } from './papers-field.tsx';

function Report({ line }: { line: ObligationLine }) {
  const t = useText();
  const [report, keep, forget] = useKeptText(`guanyun.obligation.${line.id}`);
  const [papers, setPapers] = useState<Paper[]>([]);
  return (
    <Flex vertical gap={8}>
      <Input.TextArea
        aria-label={t('obligations.reportText')}
        placeholder={t('obligations.reportText')}
        rows={2}
        maxLength={2000}
        value={report}
        onChange={(event) => keep(event.target.value)}
      />
      <PapersField papers={papers} onChange={setPapers} label={t('obligations.evidence')} />
      <ActButton
        type="primary"
        disabled={report.trim() === '' || papers.length === 0}
        mutation={trpc.obligations.report.mutationOptions()}
        input={{ id: line.id, report: report.trim(), evidence: papers.map((p) => p.digest) }}
        onDone={() => {
          forget();
          setPapers([]);
        }}
      >
        {t('obligations.report')}
      </ActButton>
    </Flex>
  );
}

function Confirm({ line }: { line: ObligationLine }) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.confirm.${line.id}`);
  const said = { id: line.id, opinion: opinion.trim() };
  return (
    <Flex vertical gap={8}>
      <Input
        aria-label={t('obligations.confirmOpinion')}
        placeholder={t('obligations.confirmOpinion')}
        maxLength={2000}
        value={opinion}
        onChange={(event) => keep(event.target.value)}
      />
      <Flex gap={8} wrap>
        <ActButton
          type="primary"
          mutation={trpc.obligations.confirm.mutationOptions()}
          input={{ ...said, met: true }}
          onDone={forget}
        >
          {t('obligations.confirm')}
        </ActButton>
        <ActButton
          danger
          disabled={opinion.trim() === ''}
          mutation={trpc.obligations.confirm.mutationOptions()}
          input={{ ...said, met: false }}
          onDone={forget}
        >
          {t('obligations.sendBack')}
        </ActButton>
      </Flex>
    </Flex>
  );
}

/** What was said of an obligation and, for whoever may, the next word on it. */
export function ObligationDetail({ line }: { line: ObligationLine }) {
  const t = useText();
  return (
    <Flex vertical gap={8} data-testid={`obligation-${line.id}`}>
      {line.basis !== '' && <small>{line.basis}</small>}
      {line.reported !== null && (
        <div>
          {t('obligations.reportedBy', { on: line.reported.on, person: line.reported.person.name })}：
          <span className="obligation-text">{line.report}</span>{' '}
          {line.evidence.map(({ digest, name }) => (
            <a key={digest} href={`/documents/${digest}`} download>
              {name === '' ? digest.slice(0, 8) : name}{' '}
            </a>
          ))}
        </div>
      )}
      {line.opinion !== null && line.opinion !== '' && (
        <div>{t('obligations.opinion', { opinion: line.opinion })}</div>
      )}
      {line.confirmed !== null && (
        <div>
          {t('obligations.confirmedBy', { on: line.confirmed.on, person: line.confirmed.person.name })}
        </div>
      )}
      {line.may.includes('obligations.report') && <Report line={line} />}
      {line.may.includes('obligations.confirm') && <Confirm line={line} />}
    </Flex>
  );
}
