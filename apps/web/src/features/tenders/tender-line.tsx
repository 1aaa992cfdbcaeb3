import './tenders.css';
import { useCode, useText } from '../../texts/text.ts';
import { momentText, type Shown, steps } from './tender-data.ts';

/** The day or moment that belongs to each step, as far as it is known. */
function momentsOf(tender: Shown): Partial<Record<(typeof steps)[number], string>> {
  return {
    draft: tender.plannedOn,
    published: tender.documentsFrom ?? '',
    opened: tender.opening === null ? momentText(tender.opensAt) : momentText(tender.opening.openedAt),
    publicized: tender.publicityFrom === null ? '' : `${tender.publicityFrom} → ${tender.publicityEnds}`,
    awarded: tender.award?.noticeOn ?? '',
  };
}

/** Where a tender stands: every step, what is done and what comes next. */
export function TenderLineBar({ tender }: { readonly tender: Shown }) {
  const t = useText();
  const code = useCode();
  const at = (steps as readonly string[]).indexOf(tender.state);
  const ended = tender.state === 'failed' || tender.state === 'cancelled';
  const moments = momentsOf(tender);
  return (
    <>
      <ol className="tender-line" aria-label={t('tenders.line')}>
        {steps.map((step, index) => (
          <li
            key={step}
            data-done={ended ? 'false' : index < at ? 'true' : index === at ? 'current' : 'false'}
            {...(index === at ? { 'aria-current': 'step' as const } : {})}
          >
            <strong>{code('tender', step)}</strong>
            <div>{moments[step]}</div>
          </li>
        ))}
      </ol>
      {ended && (
        <p role="status">
          <strong>{code('tender', tender.state)}</strong>：{tender.endedBecause}
        </p>
      )}
    </>
  );
}
