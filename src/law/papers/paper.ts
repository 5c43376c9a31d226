// src/law/papers/paper.ts —— 文书的文字:what an issued document says, before any layout
// One text serves three readers: the PDF template sets it, the log commits to it run by run, the portal shows it with masks.

/** Why a run may have to be withheld when the paper is published (handbook §2.6). */
export type MaskKind =
  | 'personName' // 受处罚自然人姓名:公开时只留姓
  | 'otherName' // 证人、举报人、第三人等其他自然人姓名
  | 'idNumber'
  | 'phone'
  | 'homeAddress' // 自然人住址:公开到县区
  | 'birthDate'
  | 'bankAccount'
  | 'plate'
  | 'coordinates';

/** A stretch of text that is shown or withheld as a whole. */
export type Run = { text: string; mask?: MaskKind };

/** One cell of a form: a label and what stands beside it. `span` counts columns of the form's grid (default 1). */
export type Cell = { label?: string; runs?: Run[]; span?: number; tall?: boolean };

export type Block =
  | { kind: 'heading'; text: string } // 一、违法事实和证据
  | { kind: 'paragraph'; runs: Run[]; flush?: boolean } // 首行缩进二字,flush 时不缩进(抬头)
  | { kind: 'form'; columns: number; rows: Cell[][] } // 审批表、笔录头、回证
  | { kind: 'list'; head: string[]; widths: number[]; rows: Run[][][] } // 清单:表头、各列相对宽度、行→格→文字
  | { kind: 'dialogue'; turns: { asks: boolean; runs: Run[] }[] } // 问答
  | { kind: 'opinion'; label: string; runs: Run[]; signers: string[]; date: string } // 意见、签名、日期
  | { kind: 'signature'; lines: string[]; date: string; seal: boolean } // 落款:机关名、日期、印章位
  | { kind: 'signLines'; labels: string[] } // 留给当事人、执法人员手写签名的横线
  | { kind: 'note'; text: string }; // 附注

/** An issued document. `form` is its code in forms.json (CF29); `number` the 文号, absent on internal forms. */
export type Paper = {
  form: string;
  template: string; // template version that must set it, 'v1'
  agency: string; // 机关全称
  title: string; // 行政处罚决定书
  number?: string; // 盘林湿罚决〔2026〕第001号
  layout: 'letter' | 'form' | 'record'; // 公文式、表格式、笔录式
  date: string; // 'YYYY-MM-DD', fixes the PDF's date so that it renders to the same bytes
  blocks: Block[];
};

/** All runs of a paper in reading order, with the path each is committed under (`paper/CF29/17`). */
export const runsOf = (paper: Paper): { path: string; run: Run }[] => {
  const runs: Run[] = [];
  mapBlocks(
    paper.blocks,
    (run) => runs.push(run),
    (text) => runs.push({ text }),
  );
  return runs.map((run, i) => ({ path: `paper/${paper.form}/${i}`, run }));
};

/** A committed piece of an act: what the log seals one by one. */
export type Piece = { path: string; value: unknown };

/** Takes a paper apart for the log: its shape with numbered holes, then every run on its own, so that each can be withheld alone. */
export function dismantle(paper: Paper): Piece[] {
  const runs: Run[] = [];
  const hole = (run: Run) => ({ at: runs.push(run) - 1, ...(run.mask ? { mask: run.mask } : {}) });
  const blocks = mapBlocks(
    paper.blocks,
    (run) => hole(run),
    (text) => hole({ text }),
  );
  const root = `paper/${paper.form}`;
  return [{ path: root, value: { ...paper, blocks } }, ...runs.map((run, i) => ({ path: `${root}/${i}`, value: run.text }))];
}

/** A run as read back: its text, or what was withheld instead. */
export type ReadRun =
  | { text: string; mask?: MaskKind; path: string }
  | { hidden: true; as: string; ground: string; mask?: MaskKind; path: string };
/** A paper whose runs may be withheld. */
export type ReadPaper = Omit<Paper, 'blocks'> & { blocks: unknown[] };

type Hole = { at: number; mask?: MaskKind };
const isHole = (value: unknown): value is Hole =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Hole).at === 'number' &&
  Object.keys(value).every((key) => key === 'at' || key === 'mask');

/** Puts a paper together again from disclosed pieces; `read` answers each path with its text or what was withheld. */
export function assemble(
  shape: unknown,
  form: string,
  read: (path: string) => { value: unknown } | { hidden: true; as?: string; ground?: string } | undefined,
): ReadPaper {
  const fill = (value: unknown): unknown => {
    if (isHole(value)) {
      const path = `paper/${form}/${value.at}`;
      const found = read(path);
      if (!found) throw new RangeError(`公开文本缺少一段文字：${path}`);
      if ('hidden' in found) return { hidden: true, as: found.as ?? '', ground: found.ground ?? '', mask: value.mask, path };
      return { text: String(found.value), mask: value.mask, path };
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member)]));
    return value;
  };
  return fill(shape) as ReadPaper;
}

/** Replaces every text of the blocks; structure words (kind, seal) stay. */
function mapBlocks(blocks: Block[], run: (run: Run) => unknown, text: (text: string) => unknown): unknown[] {
  const map = (block: Block): unknown => {
    switch (block.kind) {
      case 'heading':
      case 'note':
        return { ...block, text: text(block.text) };
      case 'paragraph':
        return { ...block, runs: block.runs.map(run) };
      case 'form':
        return {
          ...block,
          rows: block.rows.map((row) =>
            row.map((cell) => ({
              ...cell,
              ...(cell.label ? { label: text(cell.label) } : {}),
              ...(cell.runs ? { runs: cell.runs.map(run) } : {}),
            })),
          ),
        };
      case 'list':
        return { ...block, head: block.head.map(text), rows: block.rows.map((row) => row.map((cell) => cell.map(run))) };
      case 'dialogue':
        return { ...block, turns: block.turns.map((turn) => ({ ...turn, runs: turn.runs.map(run) })) };
      case 'opinion':
        return { ...block, label: text(block.label), runs: block.runs.map(run), signers: block.signers.map(text), date: text(block.date) };
      case 'signature':
        return { ...block, lines: block.lines.map(text), date: text(block.date) };
      case 'signLines':
        return { ...block, labels: block.labels.map(text) };
    }
  };
  return blocks.map(map);
}
