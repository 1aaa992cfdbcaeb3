import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Alert, Checkbox, Flex, Form, Select } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { EquityEvent } from './equity-data.ts';

/** The entry that a transfer turns back, and why; null where it turns none back. */
export type AmendmentDraft = { readonly eventId: string | null; readonly because: string } | null;

/** What an amendment says to the server: nothing where there is none, null while it is not complete. */
export function amendsOf(draft: AmendmentDraft): { amends?: { eventId: string; because: string } } | null {
  if (draft === null) return {};
  const because = draft.because.trim();
  return draft.eventId === null || because === '' ? null : { amends: { eventId: draft.eventId, because } };
}

/** An entry that stands by itself: neither put right already nor one of several of one act. */
const amendable = (event: EquityEvent): boolean =>
  event.correctedBy === null && event.amendedBy === null && event.occasion === null && event.kind !== 'void';

function useEntryLabel(): (event: EquityEvent) => string {
  const t = useText();
  return (event) =>
    t('equity.entryLabel', {
      kind: t(`equity.${event.kind}`),
      from: event.from?.name ?? '—',
      to: event.to?.name ?? '—',
      amount: displayYuan(parseYuan(event.kind === 'payment' ? event.paid : event.amount), 'wan'),
      day: event.registerOn ?? event.decidedOn,
    });
}

/** Whether this transfer turns an earlier entry of the same register back 变更, which one, and why. */
export function AmendmentFields({
  companyId,
  today,
  draft,
  onChange,
}: {
  readonly companyId: string;
  readonly today: string;
  readonly draft: AmendmentDraft;
  readonly onChange: (draft: AmendmentDraft) => void;
}) {
  const t = useText();
  const label = useEntryLabel();
  const { data, error } = useQuery(
    trpc.equity.capTable.queryOptions(
      draft === null ? skipToken : { companyId, asOf: today, basis: 'register' },
    ),
  );
  return (
    <Flex vertical gap={8} style={{ marginBottom: 16 }}>
      <Checkbox
        checked={draft !== null}
        onChange={({ target }) => onChange(target.checked ? { eventId: null, because: '' } : null)}
      >
        {t('equity.isAmendment')}
      </Checkbox>
      <FailureAlert error={error} />
      {draft !== null && (
        <>
          <Alert type="info" title={t('equity.amendmentHint')} />
          <Flex wrap gap={16}>
            <Form.Item label={t('equity.amendedEntry')} htmlFor="amendedEntry" layout="vertical" required>
              <Select
                id="amendedEntry"
                style={{ width: 'min(640px, 80vw)' }}
                showSearch={{ optionFilterProp: 'label' }}
                loading={data === undefined}
                placeholder={t('equity.chooseEntry')}
                value={draft.eventId}
                onChange={(eventId) => onChange({ ...draft, eventId })}
                options={(data?.events ?? [])
                  .filter(amendable)
                  .map((event) => ({ value: event.id, label: label(event) }))}
              />
            </Form.Item>
            <div style={{ flex: '1 1 320px' }}>
              <TextField
                id="amendBecause"
                label="equity.amendBecause"
                required
                value={draft.because}
                onChange={(because) => onChange({ ...draft, because })}
              />
            </div>
          </Flex>
        </>
      )}
    </Flex>
  );
}
