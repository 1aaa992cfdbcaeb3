import { useText } from '../texts/text.ts';

/** A page that broke: what to do, and the way out. Plain, so that it is there when nothing else is. */
export function RouteFailed({ reset }: { readonly reset: () => void }) {
  const t = useText();
  return (
    <div className="page" role="alert">
      <h1>{t('failure.bug')}</h1>
      <button type="button" onClick={reset}>
        {t('shell.retry')}
      </button>{' '}
      <a href="/">{t('shell.home')}</a>
    </div>
  );
}

export function RouteMissing() {
  const t = useText();
  return (
    <div className="page">
      <h1>{t('failure.notFound')}</h1>
      <a href="/">{t('shell.home')}</a>
    </div>
  );
}
