import { Alert, Tag } from 'antd';
import { useText } from '../../texts/text.ts';
import type { Asset } from './asset-data.ts';
import { factsAgree } from './flow.ts';

const kinds = [
  ['title', 'assets.factTitle', 'assets.factTitleHint'],
  ['book', 'assets.factBook', 'assets.factBookHint'],
  ['custody', 'assets.factCustody', 'assets.factCustodyHint'],
] as const;
type Kind = (typeof kinds)[number][0];

/** The organisation most of the three facts name; whoever differs from it is marked. */
function majority(owners: Record<Kind, { id: string }>): string {
  const { title, book, custody } = owners;
  return custody.id === book.id ? book.id : title.id;
}

/** Title, book and custody as three dated facts, side by side; where they disagree it is marked. */
export function OwnershipFacts({ asset }: { asset: Asset }) {
  const t = useText();
  const owners = { title: asset.titleOwner, book: asset.bookOwner, custody: asset.custodyOwner };
  const agree = factsAgree(owners);
  const usual = majority(owners);
  const said = kinds.map(([kind, key]) => `${t(key)} ${owners[kind].name}`).join(' · ');
  return (
    <section aria-label={t('assets.facts')}>
      {!agree && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('assets.disagreeWhy', { facts: said })}
        />
      )}
      <div className="fact-grid">
        {kinds.map(([kind, key, hint]) => (
          <div className="fact" key={kind} data-disagrees={!agree && owners[kind].id !== usual}>
            <h4>
              {t(key)} <small>{t(hint)}</small>
            </h4>
            <strong>{owners[kind].name}</strong>{' '}
            {!agree && owners[kind].id !== usual && <Tag color="error">{t('assets.disagree')}</Tag>}
            <ol>
              {asset.facts
                .filter((fact) => fact.kind === kind)
                .map((fact) => (
                  <li key={`${fact.organization.id}${fact.from}`}>
                    {fact.organization.name} ·{' '}
                    {fact.to === null
                      ? t('assets.since', { from: fact.from })
                      : t('assets.fromTo', { from: fact.from, to: fact.to })}{' '}
                    {fact.paper !== null && (
                      <a href={`/documents/${fact.paper.digest}`} download>
                        {fact.paper.name || t('assets.titlePaper')}
                      </a>
                    )}
                  </li>
                ))}
            </ol>
          </div>
        ))}
      </div>
    </section>
  );
}
