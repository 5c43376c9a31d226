// src/documents/allForms.test.ts —— 134 种文书：every form of the list is set as PDF/A and read back whole
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import forms from '../../agencies/panjin/forms.json' with { type: 'json' };
import { plainDate } from '../base/dates.ts';
import { papersFor } from '../law/papers/compose.ts';
import { runsOf } from '../law/papers/paper.ts';
import { sampleContent } from '../law/papers/sample/content.ts';
import { sampleCase } from '../law/papers/sampleCase.ts';
import type { Form } from '../law/registers.ts';
import { bareText, readPdf, textOf } from './pdfText.ts';
import { openRenderer } from './render.ts';

const renderer = openRenderer();
after(() => renderer.close());
const { file, registers } = sampleCase();

test('each of the 134 forms is set, and every word of it can be read back from its PDF', async () => {
  for (const form of forms.forms as Form[]) {
    const numbers = form.docNumberAbbr ? { [form.code]: `盘林湿${form.docNumberAbbr}〔2025〕第001号` } : {};
    const particulars = { form: form.code, content: sampleContent(form) };
    const act = { step: 'paperIssued' as const, on: plainDate('2025-06-16'), by: ['panjin-p11'], particulars };
    const [paper] = papersFor({ file, act, made: { numbers }, registers });
    const reading = await readPdf(await renderer.render(paper!));
    const [whole, body] = [textOf(reading), textOf(reading, 32)];
    const words = [paper!.title, paper!.number ?? '', ...runsOf(paper!).flatMap(({ run }) => run.text.split('\n'))];
    const lost = words.map(bareText).filter((each) => !whole.includes(each) && !body.includes(each));
    assert.deepEqual(lost, [], form.code);
    assert.match(reading.xmp, /pdfaid:part[^0-9]+2/);
  }
});
