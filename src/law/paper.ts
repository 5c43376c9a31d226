// src/law/paper.ts —— 文书的文字:what an issued document says, before any layout
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

/** All runs of a paper in reading order, with the path each is committed under (`paper/CF29/3/0`). */
export function runsOf(paper: Paper): { path: string; run: Run }[] {
  const out: { path: string; run: Run }[] = [];
  paper.blocks.forEach((block, b) => {
    let r = 0;
    const add = (run: Run) => out.push({ path: `paper/${paper.form}/${b}/${r++}`, run });
    const addText = (text: string) => add({ text });
    switch (block.kind) {
      case 'heading':
      case 'note':
        addText(block.text);
        break;
      case 'paragraph':
        block.runs.forEach(add);
        break;
      case 'form':
        for (const cell of block.rows.flat()) {
          if (cell.label) addText(cell.label);
          cell.runs?.forEach(add);
        }
        break;
      case 'list':
        block.head.forEach(addText);
        block.rows.flat(2).forEach(add);
        break;
      case 'dialogue':
        for (const turn of block.turns) turn.runs.forEach(add);
        break;
      case 'opinion':
        addText(block.label);
        block.runs.forEach(add);
        block.signers.forEach(addText);
        addText(block.date);
        break;
      case 'signature':
        block.lines.forEach(addText);
        addText(block.date);
        break;
      case 'signLines':
        block.labels.forEach(addText);
        break;
    }
  });
  return out;
}
