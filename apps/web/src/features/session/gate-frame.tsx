import './session.css';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { setLanguage, useLanguage, useText } from '../../texts/text.ts';

/** The frame of the pages before sign-in: the name, what it is for, the language. */
export function GateFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`;
  }, [title, t]);
  return (
    <main className="gate-page">
      <div className="gate-brand">
        <strong>{t('shell.name')}</strong>
        <p>{t('session.lead')}</p>
      </div>
      {children}
      <Button type="text" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('shell.language')}
      </Button>
    </main>
  );
}
