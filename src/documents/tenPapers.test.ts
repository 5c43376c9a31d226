// src/documents/tenPapers.test.ts —— 十种文书:each field of each of the ten papers is read back from its PDF, rare characters and ￥ included
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runsOf } from '../law/papers/paper.ts';
import { sampleCompany } from '../law/papers/sample/acts.ts';
import { sampleCase } from '../law/papers/sampleCase.ts';
import { bareText, readPdf, textOf } from './pdfText.ts';
import { openRenderer } from './render.ts';

const renderer = openRenderer();
after(() => renderer.close());

const ten = ['CF03', 'CF06', 'CF07', 'CF13', 'CF18', 'G21', 'CF19', 'CF20', 'CF29', 'G07'];

for (const [kind, sample] of [
  ['自然人', sampleCase()],
  ['单位', sampleCase(sampleCompany)],
] as const)
  for (const form of ten) {
    const paper = sample.papers[form];
    if (!paper) {
      test(`${form}(${kind})不出具:罚款没有达到听证标准`, () => assert.equal(form, 'CF20'));
      continue;
    }
    test(`${form} ${paper.title}(${kind}):每一项都能从 PDF 读回`, async () => {
      const reading = await readPdf(await renderer.render(paper, {}));
      // Read twice: whole, and without the feet of the pages, which stand between the lines of a text that runs over a page.
      const [whole, body] = [textOf(reading), textOf(reading, 32)];
      const expected = sample.expected[form] ?? [];
      assert.ok(expected.length >= 5, `${form} expects only ${expected.length} values`);
      const lost = [...expected, ...runsOf(paper).map(({ run }) => run.text)].filter(
        (value) => !whole.includes(bareText(value)) && !body.includes(bareText(value)),
      );
      assert.deepEqual(lost, []);
      assert.match(reading.xmp, /pdfaid:part[^0-9]+2/);
      assert.deepEqual([Math.round(reading.pages[0]!.width), Math.round(reading.pages[0]!.height)], [210, 297]);
    });
  }

test('生僻字姓名和￥都在处罚决定书的 PDF 里', async () => {
  const text = bareText(textOf(await readPdf(await renderer.render(sampleCase().papers.CF29!, {}))));
  assert.ok(text.includes('张㛃堃') && text.includes('￥'));
});
