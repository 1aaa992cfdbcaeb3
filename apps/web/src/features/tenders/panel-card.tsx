import './tenders.css';
import { panelDraw, seedCommitment } from '@guanyun/domain/contracts/panel-draw.ts';
import { toHex } from '@guanyun/domain/kernel/sha256.ts';
import { Alert, Button, Card, Flex, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { chance, downloadJson } from './bytes.ts';
import { momentText, type Shown, type Tender } from './tender-data.ts';

/** Before the deadline: a seed is made here and kept by the supervisor; only its hash goes out. */
export function CommitSeed({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const [seed, setSeed] = useState('');
  const keep = () => {
    const made = toHex(chance(32));
    downloadJson(`${tender.number}-抽取种子.json`, { tender: tender.number, seed: made });
    setSeed(made);
  };
  return (
    <Card title={t('tenders.commitSeed')} data-testid="commit">
      <Typography.Paragraph type="secondary">{t('tenders.commitHint')}</Typography.Paragraph>
      <Flex vertical gap={8} align="start">
        <Button onClick={keep}>{t('tenders.makeSeed')}</Button>
        {seed !== '' && (
          <>
            <span className="tender-digest">SHA-256 {seedCommitment(seed)}</span>
            <ActButton
              type="primary"
              mutation={trpc.tenders.commitSeed.mutationOptions()}
              input={{ id: tender.id, commitment: seedCommitment(seed) }}
            >
              {t('tenders.publishCommitment')}
            </ActButton>
          </>
        )}
      </Flex>
    </Card>
  );
}

/** After the opening: the seed is shown, and draws whom it must. */
export function DrawPanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const [seed, setSeed] = useState('');
  const [excluded, setExcluded] = useState<string[]>([]);
  const [because, setBecause] = useState('');
  const again = (tender.panel?.draws.length ?? 0) > 0;
  const read = (text: string): void => {
    const found = /[0-9a-f]{64}/.exec(text);
    setSeed(found === null ? '' : found[0]);
  };
  return (
    <Card title={t(again ? 'tenders.drawAgain' : 'tenders.draw')} data-testid="draw">
      <Flex vertical gap={8} align="start">
        <input
          type="file"
          aria-label={t('tenders.seedFile')}
          accept=".json,application/json"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) void chosen.text().then(read);
          }}
        />
        <Input
          aria-label={t('tenders.seed')}
          placeholder={t('tenders.seed')}
          value={seed}
          onChange={(event) => setSeed(event.target.value.trim())}
        />
        <Select
          mode="multiple"
          aria-label={t('tenders.excluded')}
          placeholder={t('tenders.excluded')}
          style={{ minWidth: 260, maxWidth: '100%' }}
          value={excluded}
          onChange={setExcluded}
          options={(tender.panel?.experts ?? []).map((value) => ({ value, label: value }))}
        />
        {excluded.length > 0 && (
          <TextField
            id="excludedBecause"
            label="tenders.because"
            required
            value={because}
            onChange={setBecause}
          />
        )}
        <ActButton
          type="primary"
          disabled={!/^[0-9a-f]{64}$/.test(seed) || (excluded.length > 0 && because.trim() === '')}
          mutation={trpc.tenders.drawPanel.mutationOptions()}
          input={{ id: tender.id, seed, excluded, because }}
        >
          {t(again ? 'tenders.drawAgain' : 'tenders.draw')}
        </ActButton>
      </Flex>
    </Card>
  );
}

/** The panel, and the draw done once more in this browser. */
export function PanelCard({ tender }: { readonly tender: Shown }) {
  const t = useText();
  const { panel } = tender;
  const [checked, setChecked] = useState<boolean | null>(null);
  if (panel === null) return null;
  const last = panel.draws.at(-1);
  const recompute = (): void => {
    if (last === undefined) return;
    const { seed, receipts, excluded, seats, drawn } = last;
    const { commitment, experts, listDigest } = panel;
    const again = panelDraw({ seed, commitment, receipts, experts, excluded, seats });
    const same = again.drawn.join() === drawn.map(({ code }) => code).join();
    setChecked(again.genuine && again.listDigest === listDigest && same);
  };
  return (
    <Card title={t('tenders.panel')} data-testid="panel">
      <p>
        {t('tenders.committed', { at: momentText(panel.committedAt), experts: panel.experts.length })}
        <br />
        <span className="tender-digest">
          {t('tenders.commitment')} {panel.commitment}
          <br />
          {t('tenders.listDigest')} {panel.listDigest}
        </span>
      </p>
      {last !== undefined && (
        <>
          <ol>
            {last.drawn.map((expert) => (
              <li key={expert.code}>
                {expert.code} {expert.name} {expert.specialty}
              </li>
            ))}
          </ol>
          {last.excluded.length > 0 && (
            <p>{t('tenders.leftOut', { codes: last.excluded.join('、'), because: last.because })}</p>
          )}
          <p className="tender-digest">
            {t('tenders.seed')} {last.seed}
            <br />
            {t('tenders.beacon')} {last.beacon}
          </p>
          <Button onClick={recompute}>{t('tenders.recompute')}</Button>
          <Typography.Paragraph type="secondary">{t('tenders.recomputeHint')}</Typography.Paragraph>
          {checked !== null && (
            <Alert
              role="status"
              type={checked ? 'success' : 'error'}
              title={t(checked ? 'tenders.recomputed' : 'tenders.recomputedWrong')}
            />
          )}
        </>
      )}
    </Card>
  );
}
