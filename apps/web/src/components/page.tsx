import { type ReactNode, useEffect } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly crumbs?: ReactNode;
  readonly children: ReactNode;
};

/** One page: what it is, what can be done, what it says. The heading is also the window's title. */
export function Page({ title, subtitle, actions, crumbs, children }: Props) {
  useEffect(() => {
    if (typeof title === 'string') document.title = `${title} · 管运`;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {crumbs === undefined ? null : <div className="page-crumbs">{crumbs}</div>}
          <h1>{title}</h1>
          {subtitle === undefined ? null : <p>{subtitle}</p>}
        </div>
        <div>{actions}</div>
      </div>
      {children}
    </div>
  );
}
