import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../texts/text.ts';
import { askStillSignedIn, lastAnswerAt, queryClient, trpc } from '../trpc.ts';

const WARN_MS = 2 * 60_000;
const LOOK_MS = 5_000;
/** The server notes a session's use once a minute at most. */
const NOTED_MS = 60_000;

/** Says two minutes before a session without use ends; what the page asks by itself every few seconds is no use of it. */
export function IdleGuard({ idleMinutes }: { readonly idleMinutes: number }) {
  const t = useText();
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const look = (): void => {
      const rest = idleMinutes * 60_000 - NOTED_MS - (Date.now() - lastAnswerAt());
      setLeft(rest > WARN_MS ? null : Math.max(0, rest));
      // The server has the last word: another window may have been used.
      if (rest <= 0) void askStillSignedIn();
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [idleMinutes]);
  if (left === null) return null;
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={t('security.idle', { minutes: `${Math.max(1, Math.ceil(left / 60_000))}` })}
      action={
        <Button
          size="small"
          onClick={() =>
            void queryClient
              .invalidateQueries({ queryKey: trpc.session.me.queryKey() })
              .then(() => setLeft(null))
          }
        >
          {t('security.stay')}
        </Button>
      }
    />
  );
}
