// src/documents/pdfText.test.ts —— every word of a paper is read back from the sheet, and the sheet keeps the official grid
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Block, type Paper, runsOf } from '../law/papers/paper.ts';
import { bareText, linesOf, readPdf, textOf } from './pdfText.ts';
import { openRenderer } from './render.ts';
import { sampleForm, sampleLetter, sampleRecord } from './samplePapers.ts';

const renderer = openRenderer();
after(() => renderer.close());

/** Height in mm kept free of the paper's own text at the foot of a page, by layout. */
const foot = { letter: 34, form: 23, record: 27 };
const samples = [sampleLetter, sampleForm, sampleRecord];

async function assertAllRead(paper: Paper, footer = '') {
  const reading = await readPdf(await renderer.render(paper, { footer }));
  const [body, all] = [textOf(reading, foot[paper.layout]), textOf(reading)];
  const signedAtFoot = paper.blocks.findLast((block) => block.kind === 'signLines');
  for (const { path, run } of runsOf(paper)) {
    const text = bareText(run.text);
    const where = signedAtFoot && 'labels' in signedAtFoot && signedAtFoot.labels.includes(run.text) ? all : body;
    assert.ok(where.includes(text), `${path} is not on the sheet: ${run.text}`);
  }
  for (const text of [paper.agency, paper.title, paper.number ?? '']) assert.ok(body.includes(bareText(text)), text);
  for (const page of reading.pages) assert.ok(bareText(page.pieces.map((piece) => piece.text).join('')).includes(bareText(footer)));
  return reading;
}

for (const paper of samples) {
  test(`every run of a ${paper.layout} is read back from its PDF, and the foot line from every page`, async () => {
    await assertAllRead(paper, '日志公钥指纹 panjin.example+7f3a9c21+AbCd0123（演示）');
  });
}

test('rare characters of names, ￥, 〔〕, ㎡ and m³ are on the sheet as they were written', async () => {
  const rare = '堃喆犇𬭎㛃赟龘䶮𠅤￥1,024.50〔2026〕㎡m³℃±×№①Ⅱ——……“”‘’《》、·';
  for (const layout of ['letter', 'form', 'record'] as const) {
    const paper: Paper = { ...sampleLetter, layout, title: rare, blocks: [{ kind: 'paragraph', runs: [{ text: rare }] }] };
    await assertAllRead(paper);
  }
});

test('signs that mean something to the typesetter are only text in a paper', async () => {
  const text =
    '#let a = $x^2$ *粗* _斜_ @引 <标> [框] {块} \\u{41} // 注 /* 注 */ `码` "双" \'单\' -- --- ... ~ = 题 - 项 + 号 1. 项 https://a.b/c';
  for (const layout of ['letter', 'form', 'record'] as const) await assertAllRead({ ...sampleForm, layout, blocks: everyBlock(text) });
});

/** One block of each kind, each holding the text. */
function everyBlock(text: string): Block[] {
  const runs = [{ text }];
  return [
    { kind: 'heading', text: `题${text}` },
    { kind: 'paragraph', runs, flush: true },
    {
      kind: 'form',
      columns: 3,
      rows: [
        [{ label: '甲乙丙丁戊己' }],
        [
          { label: '短', runs },
          { runs: [{ text: '空' }], span: 2 },
        ],
        [{ label: '无', runs: [] }],
      ],
    },
    { kind: 'list', head: ['序', '物'], widths: [1, 9], rows: [[[{ text: '1' }], runs]] },
    { kind: 'list', head: ['空清单', '无行'], widths: [], rows: [] },
    {
      kind: 'dialogue',
      turns: [
        { asks: true, runs },
        { asks: false, runs: [{ text: '第一行\n第二行' }] },
      ],
    },
    { kind: 'opinion', label: '意见', runs, signers: ['甲某某', '乙某'], date: '2026年1月2日' },
    { kind: 'opinion', label: '待签意见', runs: [], signers: [], date: '' },
    { kind: 'signLines', labels: ['见证人签名'] },
    { kind: 'paragraph', runs },
    { kind: 'signature', lines: ['某某局', '某某委员会'], date: '2026年1月3日', seal: true },
    { kind: 'note', text },
    { kind: 'signLines', labels: ['当事人签名', '日期'] },
  ];
}

test('a letter keeps the grid of GB/T 9704: A4, margins 37/35/28/26 mm, 22 lines of 28 characters', async () => {
  const paper: Paper = { ...sampleLetter, blocks: [{ kind: 'paragraph', flush: true, runs: [{ text: '国'.repeat(28 * 60) }] }] };
  const { pages } = await readPdf(await renderer.render(paper));
  const [first, full] = pages.map((page) => linesOf(page).filter((line) => line.y < page.height - 34));
  assert.deepEqual([Math.round(pages[1]!.width), Math.round(pages[1]!.height)], [210, 297]);
  assert.equal(full!.length, 22);
  for (const line of full!) assert.equal(line.text.length, 28);
  assert.ok(Math.abs(full![0]!.x - 28) < 0.2, 'left margin');
  const ascent = 0.88 * 16 * (25.4 / 72);
  assert.ok(Math.abs(full![0]!.y - 37 - ascent) < 0.5, 'the first line stands under a top margin of 37 mm');
  const pitches = full!.slice(1).map((line, i) => line.y - full![i]!.y);
  for (const pitch of pitches) assert.ok(Math.abs(pitch - 225 / 22) < 0.05, `${pitch} mm from line to line`);
  const body = first!.slice(3);
  const taken = (body[0]!.y - full![0]!.y) / (225 / 22);
  assert.ok(Math.abs(taken - Math.round(taken)) < 0.01, 'the head takes whole lines');
  const numbers = pages.map((page) => linesOf(page).find((line) => line.y > page.height - 34)!);
  assert.deepEqual([numbers[0]!.text, numbers[1]!.text], ['—1—', '—2—']);
  assert.ok(numbers[0]!.x > 150 && numbers[1]!.x < 40, 'odd numbers right, even numbers left');
});

test('paragraphs start two characters in, and no line begins with a closing mark', async () => {
  const text = `${'国'.repeat(26)}。${'国'.repeat(27)}，${'国'.repeat(27)}）`.repeat(8);
  const { pages } = await readPdf(await renderer.render({ ...sampleLetter, blocks: [{ kind: 'paragraph', runs: [{ text }] }] }));
  const lines = pages.flatMap((page) => linesOf(page).filter((line) => line.y > 95 && line.y < page.height - 34));
  assert.ok(Math.abs(lines[0]!.x - 28 - 2 * (156 / 28)) < 0.2);
  for (const line of lines) assert.doesNotMatch(line.text, /^[，。）]/);
});

test('very long cells, opinions and lists go on over pages and lose nothing', async () => {
  const clauses = (name: string) => Array.from({ length: 400 }, (_, i) => `${name}第${i + 1}项事实清楚；`).join('');
  const paper: Paper = {
    ...sampleForm,
    blocks: [
      { kind: 'form', columns: 2, rows: [[{ label: '案情', runs: [{ text: clauses('案情') }], span: 2, tall: true }]] },
      { kind: 'opinion', label: '承办人意见', runs: [{ text: clauses('意见') }], signers: ['周慕犇'], date: '2026年1月7日' },
      {
        kind: 'list',
        head: ['序号', '物品'],
        widths: [1, 5],
        rows: Array.from({ length: 90 }, (_, i) => [[{ text: `${i + 1}` }], [{ text: `物品${i + 1}号` }]]),
      },
    ],
  };
  for (const layout of ['form', 'letter', 'record'] as const) {
    const reading = await readPdf(
      await renderer.render({ ...paper, layout, blocks: layout === 'record' ? paper.blocks.slice(1) : paper.blocks }),
    );
    const text = textOf(reading, foot[layout]);
    for (const name of layout === 'record' ? ['意见'] : ['案情', '意见']) assert.ok(text.includes(clauses(name)), `${name} in a ${layout}`);
    for (let i = 1; i <= 90; i++) assert.ok(text.includes(`物品${i}号`));
    const pagesOfList = reading.pages.filter((page) => linesOf(page).some((line) => /物品\d+号/.test(line.text)));
    for (const page of pagesOfList)
      assert.ok(
        linesOf(page).some((line) => line.text === '序号物品'),
        'the head of a list is repeated',
      );
    for (const page of reading.pages) {
      for (const piece of page.pieces) assert.ok(piece.x >= 27.9 && piece.y < page.height - 5, 'nothing is set outside the page');
    }
  }
});

test('a word without a place to break is broken rather than cut', async () => {
  const word = 'ABCDEFGHIJ0123456789'.repeat(12);
  await assertAllRead({ ...sampleForm, blocks: [{ kind: 'form', columns: 3, rows: [[{ label: '编号', runs: [{ text: word }] }]] }] });
  const reading = await assertAllRead({ ...sampleLetter, blocks: [{ kind: 'paragraph', runs: [{ text: word }] }] });
  assert.ok(linesOf(reading.pages[0]!).filter((line) => line.text.length > 30).length > 3);
});

test('a signature never stands on a page without text of the paper', async () => {
  for (let lines = 8; lines <= 20; lines++) {
    const runs = [{ text: `${'国'.repeat(28 * lines - 5)}完` }];
    const blocks: Block[] = [
      { kind: 'paragraph', runs },
      { kind: 'signature', lines: ['某某局'], date: '2026年3月16日', seal: true },
    ];
    const { pages } = await readPdf(await renderer.render({ ...sampleLetter, blocks }));
    assert.ok(
      linesOf(pages.at(-1)!).some((line) => line.text.includes('国')),
      `${lines} lines`,
    );
  }
});
