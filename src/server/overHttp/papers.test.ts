// src/server/overHttp/papers.test.ts —— papers over HTTP: written by hand under their own number, sealed, complete or named as missing, taken out together with a trace
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { readPdf, textOf } from '../../documents/pdfText.ts';
import { openCase, sha, submit, type Walk, walkSample } from './testCase.ts';
import { openTestServer, type TestServer } from './testServer.ts';

suite('papers', () => {
  let server: TestServer;
  let walk: Walk;
  const day = '2025-03-04';
  before(async () => {
    server = await openTestServer();
    walk = await walkSample(server, { until: 'preservedGoodsDisposed' });
    server.at(`${day}T18:30:00+08:00`);
  });
  after(() => server.close());

  const letter = {
    form: 'G15',
    content: { agency: '盘山县自然资源局', reason: '请协助查询涉案地块的林权登记情况', basis: '《中华人民共和国行政处罚法》第二十六条' },
  };
  const act = async (login: string, step: string, particulars: object) => {
    const done = await submit(server.as(login), day, { caseId: walk.caseId, step, particulars, seen: walk.n });
    if (done.status === 201) walk.n = done.body.n;
    return done;
  };

  test('the form offers what no step makes, with the fields of each form; what is missing is named field by field', async () => {
    const form = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}/forms/paperProposed`);
    const codes: string[] = form.body.papers.map((paper: { code: string }) => paper.code);
    assert.ok(codes.includes('G15') && codes.includes('CF11') && codes.includes('G07'));
    assert.ok(!codes.includes('CF29') && !codes.includes('CF07'));
    const asked = form.body.papers
      .find((paper: { code: string }) => paper.code === 'G15')
      .fields.map((field: { key: string }) => field.key);
    assert.deepEqual(asked, ['agency', 'reason', 'basis', 'remark']);
    const empty = await act('zhaoyan', 'paperProposed', { form: 'G15', content: { agency: '某局', page: 3 } });
    assert.equal(empty.status, 422);
    assert.deepEqual(empty.body.faults.map((fault: { path: string }) => fault.path).toSorted(), [
      'content',
      'content.basis',
      'content.reason',
    ]);
  });

  test('a sealed letter is proposed by an officer and issued by the head, numbered in its series and read back from its PDF', async () => {
    assert.equal((await act('shenyue', 'paperIssued', letter)).body.reasons[0].says, '签发以承办人的提请为前提');
    assert.equal((await act('zhaoyan', 'paperProposed', letter)).status, 201);
    const own = await act('zhaoyan', 'paperIssued', letter);
    assert.equal(own.body.reasons[0].gate, 'issuerFits');
    const known = await server.as('shenyue').get(`/api/cases/${walk.caseId}/forms/paperIssued`);
    assert.deepEqual([known.body.known.form.value, known.body.known.content.value], [letter.form, letter.content]);
    const issued = await act('shenyue', 'paperIssued', letter);
    assert.equal(issued.status, 201, issued.text);
    assert.equal(issued.body.act.numbers.G15, '盘林湿协〔2025〕第001号');
    const pdf = await server.as('zhaoyan').fetch(`/api/cases/${walk.caseId}/acts/${issued.body.n}/papers/G15.pdf`);
    assert.equal(pdf.status, 200);
    const text = textOf(await readPdf(new Uint8Array(await pdf.arrayBuffer())));
    for (const words of ['协助调查函', '盘林湿协〔2025〕第001号', '盘山县自然资源局：', '请协助查询涉案地块的林权登记情况。'])
      assert.ok(text.includes(words), words);
    assert.ok(!text.includes('待盖章'), 'the demonstration has a seal');
  });

  test('the next of the series takes the next number; a voided one keeps its own, and the reason says why it is not used', async () => {
    assert.equal((await act('zhaoyan', 'paperProposed', letter)).status, 201);
    const second = await act('shenyue', 'paperIssued', letter);
    assert.equal(second.body.act.numbers.G15, '盘林湿协〔2025〕第002号');
    const change = { act: second.body.n, reason: '收函单位有误，此号作废' };
    assert.equal((await act('zhaoyan', 'recordChangeProposed', { ...change, change: 'voided' })).status, 201);
    assert.equal((await act('hanjiang', 'actVoided', change)).status, 201);
    assert.equal((await act('zhaoyan', 'paperProposed', letter)).status, 201);
    const third = await act('shenyue', 'paperIssued', letter);
    assert.equal(third.body.act.numbers.G15, '盘林湿协〔2025〕第003号');
    const page = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}`);
    const acts: { n: number; voided: boolean; papers: { form: string; name: string; number: string }[] }[] = page.body.acts;
    assert.equal(acts.find(({ n }) => n === second.body.n)!.voided, true);
    assert.deepEqual(acts.find(({ n }) => n === third.body.n)!.papers, [
      { form: 'G15', name: '协助调查函', number: '盘林湿协〔2025〕第003号' },
    ]);
  });

  test('what bears no seal the handler writes himself; a paper of a step is refused with the step', async () => {
    const sketch = {
      form: 'CF08',
      content: {
        place: '演示村北侧林地',
        gps: '见勘验笔录',
        sketch: [walk.evidence.sketch ?? Object.values(walk.evidence)[0]],
        measure: [{ c1: '334.98㎡' }],
      },
    };
    const done = await act('zhaoyan', 'paperIssued', sketch);
    assert.equal(done.status, 201, done.text);
    assert.deepEqual(done.body.act.numbers ?? {}, {});
    const unknown = await act('zhaoyan', 'paperIssued', { ...sketch, content: { ...sketch.content, sketch: ['0'.repeat(36)] } });
    assert.equal(unknown.body.reasons?.[0]?.gate, 'evidenceKnown', unknown.text);
    const decision = await act('zhaoyan', 'paperProposed', { form: 'CF03', content: {} });
    assert.equal(decision.status, 422);
  });

  test('a paper that would lack what its form demands is refused with its act, naming what is missing', async () => {
    const caseId = await openCase(server, 'zhaoyan', day);
    const particulars = { form: 'CF23', content: { reason: '对拟处罚的数额有异议' } };
    const refused = await submit(server.as('zhaoyan'), day, { caseId, step: 'paperIssued', particulars, seen: 1 });
    assert.deepEqual([refused.status, refused.body.reasons[0].gate, refused.body.reasons[0].basis], [422, 'paperWhole', '本局规定§60']);
    assert.match(refused.body.reasons[0].detail, /《听证申请书》缺少：当事人姓名\/名称、.*住址\/住所、联系电话/);
    const checked = await server
      .as('zhaoyan')
      .post(`/api/cases/${caseId}/checks`, { step: 'paperIssued', on: day, by: [server.people.zhaoyan], particulars });
    assert.equal(checked.body.reasons[0].gate, 'paperWhole');
    assert.equal((await server.as('zhaoyan').get(`/api/cases/${caseId}`)).body.n, 1);
  });

  test('the case page names the papers still missing, and a receipt written by hand is one no longer', async () => {
    const missing = async () => {
      const page = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}`);
      return page.body.missing.map(({ form, of }: { form: string; of: string }) => [form, of]);
    };
    const both = [
      ['G07', '先行登记保存证据通知书（附清单）'],
      ['G07', '先行登记保存证据处理决定书'],
    ];
    assert.deepEqual(await missing(), both);
    const content = {
      serveDoc: '《先行登记保存证据通知书》',
      receiver: '张㛃堃',
      servePlace: '演示村',
      serveWay: '直接',
      serveTime: `${day} 10:00`,
    };
    const done = await act('zhaoyan', 'paperIssued', { form: 'G07', content });
    assert.equal(done.status, 201, done.text);
    assert.deepEqual(await missing(), both.slice(1));
  });

  test('all papers leave as one ZIP: every PDF with its digest in the list, voided ones marked, a trace before the first byte', async () => {
    const url = `/api/cases/${walk.caseId}/papers.zip`;
    const stranger = await server.as('hejian').fetch(url);
    assert.notEqual(stranger.status, 200);
    const answer = await server.as('zhaoyan').fetch(`${url}?purpose=handling`);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.match(answer.headers.get('content-disposition')!, /attachment/);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const list = strFromU8(files['目录.csv']!)
      .replace('\ufeff', '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const names = Object.keys(files).filter((name) => name !== '目录.csv');
    assert.deepEqual(
      list.slice(1).map((row) => row[1]),
      names,
    );
    for (const [, name, , , , , , digest] of list.slice(1)) assert.equal(sha(files[name!]!), digest);
    assert.deepEqual(names.filter((name) => name.includes('已作废')).length, 1);
    assert.ok(
      names.some((name) => /^001 2025-02-19 行政处罚立案审批表.*\.pdf$/.test(name)),
      names.join(),
    );
    const reading = await readPdf(files[names.find((name) => name.includes('协助调查函'))!]!);
    assert.match(reading.xmp, /pdfaid:part[^0-9]+2/);
    const views = await server.as('zhaoyan').get(`/api/cases/${walk.caseId}/views`);
    assert.ok(views.body.looks.some((look: { step: string }) => look.step === 'papers'));
    assert.ok(
      views.body.traces.some(
        (trace: { what: string; detail: { what?: string; count?: number } }) =>
          trace.what === 'dataExported' && trace.detail.what === 'papers' && trace.detail.count === names.length,
      ),
    );
  });
});
