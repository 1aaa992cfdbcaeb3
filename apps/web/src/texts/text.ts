import { useSyncExternalStore } from 'react';
import { accountingTexts } from './accounting.ts';
import { administrationTexts } from './administration.ts';
import { assetActTexts } from './asset-acts.ts';
import { assetFinanceTexts } from './asset-finance.ts';
import { assetParticularTexts } from './asset-particulars.ts';
import { assetTexts } from './assets.ts';
import { bidCheckTexts } from './bid-checks.ts';
import { caseActTexts } from './case-acts.ts';
import { casePageTexts } from './case-page.ts';
import { catalogueTexts } from './catalogue.ts';
import { codeTexts } from './codes.ts';
import { assetCodeTexts } from './codes-assets.ts';
import { contractCodeTexts } from './codes-contracts.ts';
import { postCodeTexts } from './codes-posts.ts';
import { tenderCodeTexts } from './codes-tenders.ts';
import { contractLifeTexts } from './contract-life.ts';
import { contractTexts } from './contracts.ts';
import { delegationTexts } from './delegations.ts';
import { equityTexts } from './equity.ts';
import { evidenceTexts } from './evidence.ts';
import { executionTexts } from './execution.ts';
import { groupAccountTexts } from './group-accounts.ts';
import { identityTexts } from './identity.ts';
import { importTexts } from './imports.ts';
import { landTexts } from './land.ts';
import { levelTexts } from './levels.ts';
import { matterTexts } from './matters.ts';
import { meetingTexts } from './meetings.ts';
import { openDataCodes, openDataTexts } from './open-data.ts';
import { organizationTexts } from './organizations.ts';
import { particularTexts } from './particulars.ts';
import { planTexts } from './plans.ts';
import { postTexts } from './posts.ts';
import { proposalTexts } from './proposals.ts';
import { registerActTexts } from './register-acts.ts';
import { replayTexts } from './replay.ts';
import { riskTexts } from './risks.ts';
import { ruleTexts } from './rules.ts';
import { securityTexts } from './security.ts';
import { serviceTexts } from './services.ts';
import { sessionTexts } from './session.ts';
import { shellTexts } from './shell.ts';
import { signingTexts } from './signing.ts';
import { splitTexts } from './split-flags.ts';
import { tenderTexts } from './tenders.ts';
import { webhookTexts } from './webhooks.ts';
import { workbenchTexts } from './workbench.ts';
import { worklistTexts } from './worklist.ts';

export type Language = 'zh' | 'en';
export type Sentence = { readonly zh: string; readonly en: string };

const texts = {
  ...shellTexts,
  ...codeTexts,
  ...postCodeTexts,
  ...assetCodeTexts,
  ...contractCodeTexts,
  ...contractLifeTexts,
  ...tenderCodeTexts,
  ...tenderTexts,
  ...bidCheckTexts,
  ...openDataTexts,
  ...openDataCodes,
  ...sessionTexts,
  ...workbenchTexts,
  ...organizationTexts,
  ...particularTexts,
  ...ruleTexts,
  ...importTexts,
  ...administrationTexts,
  ...webhookTexts,
  ...postTexts,
  ...matterTexts,
  ...worklistTexts,
  ...splitTexts,
  ...riskTexts,
  ...catalogueTexts,
  ...caseActTexts,
  ...casePageTexts,
  ...replayTexts,
  ...meetingTexts,
  ...proposalTexts,
  ...delegationTexts,
  ...equityTexts,
  ...levelTexts,
  ...registerActTexts,
  ...planTexts,
  ...groupAccountTexts,
  ...contractTexts,
  ...assetTexts,
  ...assetFinanceTexts,
  ...landTexts,
  ...assetParticularTexts,
  ...assetActTexts,
  ...accountingTexts,
  ...evidenceTexts,
  ...identityTexts,
  ...serviceTexts,
  ...securityTexts,
  ...signingTexts,
  ...executionTexts,
};

export type TextKey = keyof typeof texts;

const STORED = 'guanyun.language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(STORED) === 'en' ? 'en' : 'zh';

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(STORED, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => language);

/** Puts facts into the {places} of a sentence. */
export function say(
  sentence: Sentence,
  spoken: Language,
  facts: Readonly<Record<string, string | number>> = {},
): string {
  return sentence[spoken].replace(/\{(\w+)\}/g, (_place, key: string) => String(facts[key] ?? ''));
}

/** The sentence of a key in the language chosen. */
export function useText(): (key: TextKey, facts?: Readonly<Record<string, string | number>>) => string {
  const spoken = useLanguage();
  return (key, facts) => say(texts[key], spoken, facts);
}

/** The name of a code; a code that has none is shown as it is. */
export function useCode(): (kind: string, code: string) => string {
  const spoken = useLanguage();
  return (kind, code) => {
    const key = `${kind}.${code}`;
    return Object.hasOwn(texts, key) ? say(texts[key as TextKey], spoken) : code;
  };
}
