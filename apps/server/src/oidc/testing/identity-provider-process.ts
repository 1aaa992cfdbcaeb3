import { startIdentityProvider } from './identity-provider.ts';

/** The provider in a process of its own, for tests that know the house from outside: told its client, it says its issuer. */
const provider = await startIdentityProvider(JSON.parse(process.argv[2] ?? ''));
process.stdout.write(`ISSUER ${provider.issuer}\n`);
process.on('message', (word: { subject: string; session: string } | { away: boolean }) => {
  if ('away' in word) {
    provider.away(word.away);
    process.send?.({ away: word.away });
    return;
  }
  provider.logOut(word.subject, word.session).then(
    (status) => process.send?.({ status }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));
