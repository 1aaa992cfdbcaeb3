/** A paragraph as it is set: `lead` in the face of its level (黑体 for 一、, 楷体 for （一）), `text` in 仿宋. */
export type PaperParagraph = {
  /** 0 is plain text; 1 to 4 are 一、（一）1.（1）. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly lead: string;
  readonly text: string;
};

export type PaperKind =
  | 'request'
  | 'report'
  | 'reply'
  | 'vote_instruction'
  | 'filing_receipt'
  | 'notice'
  | 'minutes';

/**
 * An official document by the elements of GB/T 9704-2012 《党政机关公文格式》, in the order in which they stand on the
 * page. Nothing here says how it looks: writers lay it out.
 */
export type OfficialPaper = {
  readonly kind: PaperKind;
  /** 发文机关标志, in red. */
  readonly mark: string;
  /** 发文字号 as it stands in the register; null has none yet. */
  readonly number: string | null;
  /** Not numbered and not in force: the writers say so where the number would stand. */
  readonly draft: boolean;
  /** 签发人, only on papers to a higher body. */
  readonly signatory: string | null;
  readonly title: string;
  /** 主送机关; minutes have none. */
  readonly addressee: string | null;
  readonly paragraphs: readonly PaperParagraph[];
  readonly attachments: readonly string[];
  /** 出席、请假、列席 of minutes. */
  readonly attendance: readonly { readonly label: string; readonly names: readonly string[] }[];
  /** 发文机关署名. */
  readonly signedBy: string;
  /** 成文日期, as printed. */
  readonly date: string;
  /** Whether a seal belongs over name and date; minutes bear none. */
  readonly seal: boolean;
  /** 抄送, or 分送 of minutes. */
  readonly copies: readonly string[];
  /** 印发机关 and 印发日期. */
  readonly printing: { readonly by: string; readonly on: string };
  /** What the machine code carries: the page of the case and the digest of the content. */
  readonly code: {
    readonly path: string;
    readonly digest: string;
    /** How whoever issued the paper answered for it: by the session alone, or by a key of his own; absent where nobody issued it. */
    readonly evidence?: keyof typeof evidenceWords;
    /** The first signed state of the log that covers the entry: whoever keeps the paper keeps a checkpoint. `root` in hex; `hash` where it is
     * another than SHA-256. */
    readonly tree?: { readonly hash?: string; readonly size: string; readonly root: string };
  };
};

/** What every paper is about and comes from. Dates are `YYYY-MM-DD`, amounts wire yuan. */
export type PaperHead = {
  readonly number: string | null;
  readonly issuedOn: string;
  readonly copies?: readonly string[];
  readonly code: OfficialPaper['code'];
};

/** How many hex digits of the digest are printed beside the code. */
const PRINTED_DIGITS = 16;

/** `/matters/…?digest=…`: an address a scanner opens once the server's origin stands before it. */
export const codeText = ({ code }: OfficialPaper): string => `${code.path}?digest=${code.digest}`;
const evidenceWords = { session: '登录会话确认', code: '口令与动态验证码确认', key: '本人密钥签名' } as const;

function evidenceOf({ kind, code: { evidence } }: OfficialPaper): string {
  if (evidence === undefined) return '';
  return `（${kind === 'minutes' ? '闭会' : '签发'}：${evidenceWords[evidence]}）`;
}
/** What is printed beside the machine code: the digest's first digits, and honestly what the paper rests on. */
export const codeWords = (paper: OfficialPaper): string =>
  `核验码 ${printedDigest(paper)}${evidenceOf(paper)}`;
/** The log's checkpoint in words, in full, so that it can be typed into a verifier; null where none covers the entry yet. */
export const treeWords = ({ code: { tree } }: OfficialPaper): string | null =>
  tree === undefined
    ? null
    : `存证检查点 ${[tree.hash, tree.size, tree.root].filter((part) => part !== undefined).join(':')}`;
export const printedDigest = ({ code }: OfficialPaper): string => code.digest.slice(0, PRINTED_DIGITS);

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? numerals[tens] : ''}${tens > 0 ? '十' : ''}${numerals[ones]}`;
}

function mark(level: PaperParagraph['level'], n: number): string {
  if (level === 1) return `${chineseNumber(n)}、`;
  if (level === 2) return `（${chineseNumber(n)}）`;
  return level === 3 ? `${n}.` : `（${n}）`;
}

/** Numbers the paragraphs of each level, 一、（一）1.（1）, afresh under each higher one. */
export function outlined(paragraphs: readonly PaperParagraph[]): PaperParagraph[] {
  const counts = [0, 0, 0, 0, 0];
  return paragraphs.map((paragraph) => {
    const { level } = paragraph;
    if (level === 0) return paragraph;
    counts[level] = (counts[level] ?? 0) + 1;
    counts.fill(0, level + 1);
    return { ...paragraph, lead: `${mark(level, counts[level])}${paragraph.lead}` };
  });
}

export const plain = (text: string): PaperParagraph => ({ level: 0, lead: '', text });
export const heading = (lead: string): PaperParagraph => ({ level: 1, lead, text: '' });
export const section = (lead: string, text = ''): PaperParagraph => ({ level: 2, lead, text });
export const point = (text: string): PaperParagraph => ({ level: 3, lead: '', text });

/** Draft until it has a number, with the seal's place, copies and printing line as the issuer's own. */
export function paperOf(
  kind: PaperKind,
  head: PaperHead,
  issuer: string,
  rest: Pick<OfficialPaper, 'title' | 'addressee' | 'paragraphs'> & Partial<OfficialPaper>,
): OfficialPaper {
  const date = paperDate(head.issuedOn);
  return {
    kind,
    mark: `${issuer}文件`,
    number: head.number,
    draft: head.number === null,
    signatory: null,
    attachments: [],
    attendance: [],
    signedBy: issuer,
    date,
    seal: true,
    copies: head.copies ?? [],
    printing: { by: issuer, on: date },
    code: head.code,
    ...rest,
    paragraphs: outlined(rest.paragraphs),
  };
}

/** 成文日期 in arabic numerals without leading zeros after GB/T 9704-2012: 2026年1月8日. */
export function paperDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(year)}年${Number(month)}月${Number(day)}日`;
}
