/**
 * How firm a source is: published law or rule, a published example of another zone, remembered but not
 * checked against the text, or this system's own default.
 */
export type Grade = 'law' | 'rule' | 'example' | 'memory' | 'default';

/** A source: the title of the law or document and, where it has been read, the article. */
export type Basis = { readonly title: string; readonly article?: string; readonly grade: Grade };

const gradeMarks = { law: '法', rule: '规', example: '例', memory: '忆', default: '默' } as const;

/** Sources as a line of text, each with its grade. */
export const cite = (sources: readonly Basis[]): string =>
  sources.map((b) => `${b.title}${b.article ?? ''}〔${gradeMarks[b.grade]}〕`).join('；');

/** One step of a rule's answer: which sub-rule, what came of it, why (Chinese), and on what basis. */
export type Reason = {
  readonly rule: string;
  readonly outcome: 'pass' | 'fail' | 'not_applicable' | 'data_insufficient';
  readonly because: string;
  readonly basis: Basis[];
};

/** A block or a warning: a code of a closed list and a Chinese sentence. */
export type Finding = { readonly code: string; readonly because: string };
