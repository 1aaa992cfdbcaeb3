import './voucher-sheet.css';
import { useText } from '../../texts/text.ts';
import { entryAmount, type Voucher, voucherSums } from './voucher-data.ts';

type Entry = Voucher['lines'][number];

function EntryRow({ entry, fallback }: { entry: Entry; fallback: string }) {
  return (
    <tr data-testid={`row-${entry.account}`}>
      <td>{entry.memo || fallback}</td>
      <td>
        {entry.account} {entry.accountName}
      </td>
      <td className="voucher-money">{entryAmount(entry.debit)}</td>
      <td className="voucher-money">{entryAmount(entry.credit)}</td>
    </tr>
  );
}

function Signing() {
  const t = useText();
  const keys = [
    'accounting.head',
    'accounting.bookkeeper',
    'accounting.reviewer',
    'accounting.handler',
  ] as const;
  return (
    <div className="voucher-foot">
      {keys.map((key) => (
        <span key={key}>{t(key)} ________</span>
      ))}
    </div>
  );
}

/** A voucher laid out as it is printed: entries, both sums, and room for the four signatures. */
export function VoucherSheet({ voucher }: { voucher: Voucher }) {
  const t = useText();
  const sums = voucherSums(voucher.lines);
  return (
    <article className="voucher-sheet">
      <h2>{t('accounting.sheetTitle')}</h2>
      <div className="voucher-head">
        <span>{t('accounting.unit', { name: voucher.organization.name })}</span>
        <span>{voucher.on}</span>
        <span>
          {t('accounting.number')} {voucher.number}
        </span>
        <span>{t('accounting.attachments')}</span>
      </div>
      <div className="voucher-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('accounting.summary')}</th>
              <th scope="col">{t('accounting.account')}</th>
              <th scope="col">{t('accounting.debit')}</th>
              <th scope="col">{t('accounting.credit')}</th>
            </tr>
          </thead>
          <tbody>
            {voucher.lines.map((entry, at) => (
              <EntryRow key={`${entry.account}-${at}`} entry={entry} fallback={voucher.summary} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('accounting.sum')} ·{' '}
                {sums.balanced ? t('accounting.balanced') : t('accounting.unbalanced')}
              </th>
              <td className="voucher-money">{sums.debit}</td>
              <td className="voucher-money">{sums.credit}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <Signing />
    </article>
  );
}
